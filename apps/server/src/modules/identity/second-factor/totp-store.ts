import { sql } from 'kysely';
import { openField, sealField } from '../../../platform/crypto/field-crypto.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import type { SecondFactorKeys } from './second-factor-deps.ts';

/** An account's shared secret; `lastStep` is that of the last code taken, null while none confirmed it. */
export type TotpSecret = { secret: string; lastStep: number | null };

/** True when a code is asked for at sign-in. */
export async function asksForCode(db: Db, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ asks: boolean }>`
    SELECT EXISTS (SELECT FROM totp_secrets WHERE totp_secrets.account_id = ${accountId}
      AND totp_secrets.confirmed_at IS NOT NULL) AS asks
  `.execute(db);
  return rows[0]?.asks === true;
}

/** The account's secret, locked: two codes at once are not both taken. */
export async function lockSecret(
  tx: Tx,
  keys: SecondFactorKeys,
  accountId: string,
): Promise<TotpSecret | undefined> {
  const { rows } = await sql<{ secret_sealed: Buffer; last_step: string | null }>`
    SELECT totp_secrets.secret_sealed, totp_secrets.last_step FROM totp_secrets
    WHERE totp_secrets.account_id = ${accountId} FOR UPDATE
  `.execute(tx);
  const row = rows[0];
  return (
    row && {
      secret: openField(keys.totp, accountId, row.secret_sealed),
      lastStep: row.last_step === null ? null : Number(row.last_step),
    }
  );
}

/** Keeps a secret that waits for its first code, in place of one that waited before. */
export async function offerSecret(
  tx: Tx,
  keys: SecondFactorKeys,
  offer: { accountId: string; secret: string; now: Date },
): Promise<void> {
  await removeSecret(tx, offer.accountId);
  await sql`
    INSERT INTO totp_secrets (account_id, secret_sealed, created_at)
    VALUES (${offer.accountId}, ${sealField(keys.totp, offer.accountId, offer.secret)}, ${offer.now})
  `.execute(tx);
}

/** Remembers the step of the code that was taken; the first one makes the secret count. */
export async function takeStep(
  tx: Tx,
  { accountId, step, now }: { accountId: string; step: number; now: Date },
): Promise<void> {
  await sql`
    UPDATE totp_secrets SET last_step = ${step}, confirmed_at = coalesce(confirmed_at, ${now})
    WHERE totp_secrets.account_id = ${accountId}
  `.execute(tx);
}

/** Forgets the secret; false when there was none that counted. */
export async function removeSecret(tx: Tx, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ confirmed: boolean }>`
    DELETE FROM totp_secrets WHERE totp_secrets.account_id = ${accountId}
    RETURNING totp_secrets.confirmed_at IS NOT NULL AS confirmed
  `.execute(tx);
  return rows[0]?.confirmed === true;
}
