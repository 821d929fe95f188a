import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readNames } from '../../platform/signing/cms/read-certificate.ts';
import { cscClient } from '../../platform/signing/sign/csc-signer.ts';
import { recordEvent } from '../events/index.ts';
import { replaceCredential } from './credential-store.ts';
import type { SigningSettings } from './signing-settings.ts';

const operator = { accountId: null, via: 'command-line' } as const;

/**
 * Says with which certificate of the provider an account signs from now on; its earlier ones are retired. Errors:
 * `signature.not-configured`, `signature.no-credential`, `identity.account-not-found`, those of the provider.
 */
export async function linkCredential(
  { db, clock, signing }: { db: Db; clock: Clock; signing: SigningSettings },
  { username, providerId }: { username: string; providerId: string },
): Promise<{ name: string; notAfter: Date }> {
  if (!signing.csc) throw new AppError('conflict', 'signature.not-configured');
  const { certificates, asks } = await cscClient(signing.csc).readCredential(providerId);
  const accountId = await requireAccount(db, username);
  const at = clock.now();
  await db.transaction().execute(async (tx) => {
    await replaceCredential(tx, accountId, { kind: 'csc', certificates, p12: null, providerId, asks, at });
    await recordEvent(tx, operator, {
      type: 'signing.credential-linked',
      at,
      subjectType: 'account',
      subjectId: accountId,
    });
  });
  const [own] = certificates;
  return { name: readNames(own).name ?? own.subject, notAfter: own.validToDate };
}

async function requireAccount(db: Db, username: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT accounts.id FROM accounts WHERE accounts.username = ${username}
  `.execute(db);
  if (!rows[0]) throw new AppError('not-found', 'identity.account-not-found');
  return rows[0].id;
}
