import { AppError } from '@opis/contracts';
import { insertAct } from '../organisation/index.ts';
import { findAccountId, savePassword } from './account-store.ts';
import type { IdentityDeps, Operator } from './identity-deps.ts';
import { hashPassword } from './password.ts';
import { endSessionsOf } from './session-store.ts';

/**
 * Gives an account a new password and ends its sessions: whoever knew the old one is out. Throws
 * `identity.account-not-found`, `identity.password-too-short`.
 */
export async function setPassword(
  deps: IdentityDeps,
  operator: Operator,
  command: { username: string; password: string },
): Promise<void> {
  const passwordHash = await hashPassword(command.password);
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const accountId = await findAccountId(tx, command.username);
    if (accountId === undefined) throw new AppError('not-found', 'identity.account-not-found');
    await savePassword(tx, accountId, passwordHash);
    await endSessionsOf(tx, accountId, now);
    await deps.recordEvent(tx, operator, {
      type: 'identity.password-changed',
      at: now,
      subjectType: 'account',
      subjectId: accountId,
    });
    const changes = [{ list: 'passwords', key: command.username, before: null, after: {} }];
    await insertAct(tx, operator, { kind: 'password-reset', at: now, changes });
  });
}
