import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { findAccountId } from '../account-store.ts';
import type { IdentityDeps, Operator } from '../identity-deps.ts';
import { endSessionsOf } from '../session-store.ts';
import { removeRecoveryCodes } from './recovery-codes.ts';
import { removeSecret } from './totp-store.ts';

/**
 * For whoever lost the telephone and the recovery codes: only the password counts again, and every open session ends.
 * Throws `identity.account-not-found`.
 */
export async function resetSecondFactors(
  deps: IdentityDeps,
  operator: Operator,
  { username }: { username: string },
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const accountId = await findAccountId(tx, username);
    if (accountId === undefined) throw new AppError('not-found', 'identity.account-not-found');
    await removeSecret(tx, accountId);
    await removeRecoveryCodes(tx, accountId);
    await sql`UPDATE passkeys SET removed_at = ${now}
      WHERE passkeys.account_id = ${accountId} AND passkeys.removed_at IS NULL`.execute(tx);
    await endSessionsOf(tx, accountId, now);
    await deps.recordEvent(tx, operator, {
      type: 'identity.second-factors-reset',
      at: now,
      subjectType: 'account',
      subjectId: accountId,
    });
  });
}
