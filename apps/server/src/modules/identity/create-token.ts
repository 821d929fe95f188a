import { AppError, type Permission } from '@opis/contracts';
import { newId } from '../../platform/ids.ts';
import { findAccountId } from './account-store.ts';
import type { IdentityDeps, Operator } from './identity-deps.ts';
import { newTokenSecret } from './secret.ts';
import { insertToken, revokeLiveToken } from './token-store.ts';

/** For which account, under which name, for how many days, and with which of its permissions (null: all). */
export type CreateTokenCommand = {
  username: string;
  name: string;
  days: number;
  permissions: readonly Permission[] | null;
};

/** Makes a program's key and gives its text, the only time that it can be read. Throws `identity.account-not-found`. */
export async function createToken(
  deps: IdentityDeps,
  operator: Operator,
  command: CreateTokenCommand,
): Promise<{ id: string; text: string }> {
  const { text, hash } = newTokenSecret();
  const id = newId();
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + command.days * 86_400_000);
  const { name, permissions } = command;
  await deps.db.transaction().execute(async (tx) => {
    const accountId = await findAccountId(tx, command.username);
    if (accountId === undefined) throw new AppError('not-found', 'identity.account-not-found');
    await insertToken(tx, { id, accountId, hash, name, permissions, createdAt, expiresAt });
    await deps.recordEvent(tx, operator, {
      type: 'identity.token-created',
      at: createdAt,
      subjectType: 'token',
      subjectId: id,
      data: { accountId, days: command.days, permissions: permissions?.join(' ') ?? null },
    });
  });
  return { id, text };
}

/** Revokes a key; in this process at once, in others within the two seconds that they keep callers. */
export async function revokeToken(
  deps: IdentityDeps,
  operator: Operator,
  command: { id: string },
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const revoked = await revokeLiveToken(tx, command.id, now);
    if (!revoked) throw new AppError('not-found', 'identity.token-not-found');
    await deps.recordEvent(tx, operator, {
      type: 'identity.token-revoked',
      at: now,
      subjectType: 'token',
      subjectId: command.id,
    });
  });
  deps.tokenCache.forget();
}
