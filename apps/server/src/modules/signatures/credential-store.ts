import { X509Certificate } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';

/** A certificate of an account, with what opens its key. */
export type StoredCredential = {
  readonly id: string;
  readonly kind: 'p12' | 'csc';
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
  readonly p12: Buffer | null;
  readonly providerId: string | null;
  readonly asks: { readonly pin: boolean; readonly otp: boolean };
};

type Row = {
  id: string;
  kind: 'p12' | 'csc';
  certificates: string[];
  p12: Buffer | null;
  provider_id: string | null;
  asks_pin: boolean;
  asks_otp: boolean;
};

/** Certificates of one account that are in use, newest first. */
export async function listCredentials(db: Db, accountId: string): Promise<StoredCredential[]> {
  const { rows } = await sql<Row>`
    SELECT signing_credentials.id, signing_credentials.kind, signing_credentials.certificates, signing_credentials.p12,
      signing_credentials.provider_id, signing_credentials.asks_pin, signing_credentials.asks_otp
    FROM signing_credentials
    WHERE signing_credentials.account_id = ${accountId} AND signing_credentials.retired_at IS NULL
    ORDER BY signing_credentials.id DESC
  `.execute(db);
  return rows.map(toCredential);
}

function toCredential({ certificates, provider_id, asks_pin, asks_otp, ...row }: Row): StoredCredential {
  const [own, ...others] = certificates.map((text) => new X509Certificate(Buffer.from(text, 'base64')));
  if (!own) throw new Error('a credential without its certificate');
  return {
    ...row,
    certificates: [own, ...others],
    providerId: provider_id,
    asks: { pin: asks_pin, otp: asks_otp },
  };
}

/** Puts a new certificate in the place of those that the account had. */
export async function replaceCredential(
  tx: Tx,
  accountId: string,
  given: Omit<StoredCredential, 'id'> & { at: Date },
): Promise<void> {
  await sql`
    UPDATE signing_credentials SET retired_at = ${given.at}
    WHERE signing_credentials.account_id = ${accountId} AND signing_credentials.retired_at IS NULL
  `.execute(tx);
  await tx
    .insertInto('signing_credentials')
    .values({
      id: newId(),
      account_id: accountId,
      kind: given.kind,
      certificates: given.certificates.map(({ raw }) => raw.toString('base64')),
      p12: given.p12,
      provider_id: given.providerId,
      asks_pin: given.asks.pin,
      asks_otp: given.asks.otp,
      created_at: given.at,
      retired_at: null,
    })
    .execute();
}
