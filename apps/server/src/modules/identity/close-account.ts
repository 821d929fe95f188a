import { AppError } from '@opis/contracts';
import { closeAccountRow, findAccountId } from './account-store.ts';
import type { IdentityDeps, Operator } from './identity-deps.ts';
import { endSessionsOf } from './session-store.ts';

/** Closes an account: nobody comes in with it and its keys open nothing; the row stays, because events name it. */
export async function closeAccount(
  deps: IdentityDeps,
  operator: Operator,
  command: { username: string },
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const accountId = await findAccountId(tx, command.username);
    if (accountId === undefined) throw new AppError('not-found', 'identity.account-not-found');
    await closeAccountRow(tx, accountId);
    await endSessionsOf(tx, accountId, now);
    await deps.recordEvent(tx, operator, {
      type: 'identity.account-closed',
      at: now,
      subjectType: 'account',
      subjectId: accountId,
    });
  });
  deps.tokenCache.forget();
}
