import { AppError } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import { type ActingPerson, insertAct } from '../organisation/index.ts';
import { closeAccountRow, findAccountId, findClosedAccountId, reopenAccountRow } from './account-store.ts';
import type { IdentityDeps, Operator } from './identity-deps.ts';
import { endSessionsOf } from './session-store.ts';

/** Closes an account: nobody comes in with it and its keys open nothing; the row stays, because events name it. */
export async function closeAccount(
  deps: IdentityDeps,
  operator: Operator,
  command: { username: string },
): Promise<void> {
  await deps.db.transaction().execute((tx) => shutAccount(tx, deps, operator, command));
  deps.tokenCache.forget();
}

/** The same inside a transaction; `reverts` names the act that it reverses. Throws `identity.account-not-found`. */
export async function shutAccount(
  tx: Tx,
  deps: Pick<IdentityDeps, 'clock' | 'recordEvent'>,
  by: ActingPerson,
  { username, silent = false }: { username: string; silent?: boolean },
): Promise<void> {
  const now = deps.clock.now();
  const accountId = await findAccountId(tx, username);
  if (accountId === undefined) throw new AppError('not-found', 'identity.account-not-found');
  await closeAccountRow(tx, accountId);
  await endSessionsOf(tx, accountId, now);
  await note(tx, deps, { by, accountId, username, type: 'identity.account-closed', silent });
}

/** Opens a closed account again, with the roles and the password that it had. Throws `identity.account-open`. */
export async function reopenAccount(
  tx: Tx,
  deps: Pick<IdentityDeps, 'clock' | 'recordEvent'>,
  by: ActingPerson,
  { username, silent = false }: { username: string; silent?: boolean },
): Promise<void> {
  const accountId = await findClosedAccountId(tx, username);
  if (accountId === undefined) throw new AppError('conflict', 'identity.account-open');
  await reopenAccountRow(tx, accountId);
  await note(tx, deps, { by, accountId, username, type: 'identity.account-reopened', silent });
}

type Note = {
  by: ActingPerson;
  accountId: string;
  username: string;
  type: 'identity.account-closed' | 'identity.account-reopened';
  /** The caller keeps the act: it reverses another. */
  silent: boolean;
};

async function note(
  tx: Tx,
  deps: Pick<IdentityDeps, 'clock' | 'recordEvent'>,
  { by, accountId, username, type, silent }: Note,
): Promise<void> {
  const at = deps.clock.now();
  await deps.recordEvent(tx, by, { type, at, subjectType: 'account', subjectId: accountId });
  if (silent) return;
  const active = type === 'identity.account-reopened';
  const changes = [{ list: 'accounts', key: username, before: { active: !active }, after: { active } }];
  await insertAct(tx, by, { kind: active ? 'account-reopened' : 'account-closed', at, changes });
}
