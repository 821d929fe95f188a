import { AppError, type Role } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { type ActingPerson, findUnitByCode, insertAct } from '../organisation/index.ts';
import { findAccountId, toUsername } from './account-store.ts';
import { endGrant, type GrantKey, insertGrant } from './grant-store.ts';
import type { IdentityDeps, Operator } from './identity-deps.ts';

/** Which role, to whom, over which unit's subtree; no unit: over the institution. */
export type GrantRoleCommand = { username: string; role: Role; unit: string | null };

/**
 * Gives a role. Throws `identity.account-not-found`, `identity.unit-not-found`, `identity.already-granted`, and
 * `identity.unit-required` for a head or a handler of nothing.
 */
export async function grantRole(
  deps: IdentityDeps,
  operator: Operator,
  command: GrantRoleCommand,
): Promise<void> {
  await deps.db.transaction().execute((tx) => addGrant(tx, deps, operator, command));
  deps.tokenCache.forget();
}

/** The same inside a transaction; `silent` when the caller keeps the act that it belongs to. */
export async function addGrant(
  tx: Tx,
  deps: Pick<IdentityDeps, 'clock' | 'recordEvent'>,
  by: ActingPerson,
  command: GrantRoleCommand & { silent?: boolean },
): Promise<void> {
  const grant = await readGrant(tx, command);
  const now = deps.clock.now();
  const added = await insertGrant(tx, { id: newId(), ...grant, now });
  if (!added) throw new AppError('conflict', 'identity.already-granted');
  await deps.recordEvent(tx, by, toEvent('identity.role-granted', grant, now));
  if (!command.silent) await keepAct(tx, by, { kind: 'role-granted', command, at: now });
}

/** Takes a role back. Throws `identity.not-granted` when it is not held. */
export async function withdrawRole(
  deps: IdentityDeps,
  operator: Operator,
  command: GrantRoleCommand,
): Promise<void> {
  await deps.db.transaction().execute((tx) => removeGrant(tx, deps, operator, command));
  deps.tokenCache.forget();
}

/** The same inside a transaction. */
export async function removeGrant(
  tx: Tx,
  deps: Pick<IdentityDeps, 'clock' | 'recordEvent'>,
  by: ActingPerson,
  command: GrantRoleCommand & { silent?: boolean },
): Promise<void> {
  const grant = await readGrant(tx, command);
  const now = deps.clock.now();
  const ended = await endGrant(tx, { ...grant, now });
  if (!ended) throw new AppError('not-found', 'identity.not-granted');
  await deps.recordEvent(tx, by, toEvent('identity.role-withdrawn', grant, now));
  if (!command.silent) await keepAct(tx, by, { kind: 'role-withdrawn', command, at: now });
}

async function keepAct(
  tx: Tx,
  by: ActingPerson,
  act: { kind: 'role-granted' | 'role-withdrawn'; command: GrantRoleCommand; at: Date },
): Promise<void> {
  const { username, role, unit } = act.command;
  const held = { username: toUsername(username), role, unit };
  const key = [held.username, unit === null ? role : `${role}@${unit}`].join(' ');
  const [before, after] = act.kind === 'role-granted' ? [null, held] : [held, null];
  await insertAct(tx, by, { kind: act.kind, at: act.at, changes: [{ list: 'grants', key, before, after }] });
}

async function readGrant(tx: Tx, command: GrantRoleCommand): Promise<GrantKey> {
  const accountId = await findAccountId(tx, command.username);
  if (accountId === undefined) throw new AppError('not-found', 'identity.account-not-found');
  const unit = command.unit === null ? null : await findUnitByCode(tx, command.unit);
  if (unit === undefined) throw new AppError('not-found', 'identity.unit-not-found');
  if (unit === null && (command.role === 'head-of-unit' || command.role === 'case-handler')) {
    throw new AppError('validation', 'identity.unit-required');
  }
  return { accountId, role: command.role, unitId: unit?.id ?? null };
}

const toEvent = (type: 'identity.role-granted' | 'identity.role-withdrawn', grant: GrantKey, at: Date) => ({
  type,
  at,
  subjectType: 'account' as const,
  subjectId: grant.accountId,
  unitId: grant.unitId,
  data: { role: grant.role },
});
