import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { type ActingPerson, insertAct } from '../organisation/index.ts';
import { savePassword } from './account-store.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { hashPassword } from './password.ts';
import { newSessionSecret, readSessionSecret } from './secret.ts';
import { endSessionsOf } from './session-store.ts';

/** Long enough to be handed over on paper and used after a weekend. */
export const passwordLinkHours = 72;

/**
 * Makes the one link by which the account's person chooses a password, and gives its secret, the only time that it can
 * be read; an earlier link is void. The present password and sessions stay until the link is used.
 */
export async function makePasswordLink(
  tx: Tx,
  deps: Pick<IdentityDeps, 'clock' | 'recordEvent'>,
  { by, accountId, username }: { by: ActingPerson; accountId: string; username: string },
): Promise<{ secret: string; hours: number }> {
  const now = deps.clock.now();
  const { text, hash } = newSessionSecret();
  const expiresAt = new Date(now.getTime() + passwordLinkHours * 3_600_000);
  await sql`
    UPDATE password_links SET ended_at = ${now} WHERE account_id = ${accountId} AND ended_at IS NULL
  `.execute(tx);
  await sql`
    INSERT INTO password_links (id, account_id, secret_hash, created_at, expires_at)
    VALUES (${newId()}, ${accountId}, ${hash}, ${now}, ${expiresAt})
  `.execute(tx);
  const changes = [{ list: 'passwords', key: username, before: null, after: { hours: passwordLinkHours } }];
  await insertAct(tx, by, { kind: 'password-reset', at: now, changes });
  await deps.recordEvent(tx, by, {
    type: 'identity.password-link-made',
    at: now,
    subjectType: 'account',
    subjectId: accountId,
  });
  return { secret: text, hours: passwordLinkHours };
}

/**
 * Gives the account of a live link the password that its person chose; the link is used up and every session ends.
 * Throws `identity.link-expired` in the same words for any other secret, and `identity.password-too-short`.
 */
export async function usePasswordLink(
  deps: IdentityDeps,
  command: { secret: string; password: string },
): Promise<void> {
  const credential = readSessionSecret(command.secret);
  if (credential === undefined) throw expired();
  const passwordHash = await hashPassword(command.password);
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ account_id: string }>`
      UPDATE password_links SET ended_at = ${now}
      FROM accounts
      WHERE accounts.id = password_links.account_id AND accounts.active
        AND password_links.secret_hash = ${credential.hash} AND password_links.ended_at IS NULL
        AND password_links.expires_at > ${now}
      RETURNING password_links.account_id
    `.execute(tx);
    const accountId = rows[0]?.account_id;
    if (accountId === undefined) throw expired();
    await savePassword(tx, accountId, passwordHash);
    await endSessionsOf(tx, accountId, now);
    await deps.recordEvent(
      tx,
      { accountId },
      {
        type: 'identity.password-changed',
        at: now,
        subjectType: 'account',
        subjectId: accountId,
      },
    );
  });
}

const expired = () => new AppError('not-found', 'identity.link-expired');
