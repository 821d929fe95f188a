import {
  type AdministrationAct,
  type AdministrationChange,
  AppError,
  type RevertOutcome,
  type Role,
  Role as RoleSchema,
} from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db.ts';
import {
  type Actor,
  addGrant,
  removeGrant,
  reopenAccount,
  requirePermission,
  shutAccount,
} from '../identity/index.ts';
import {
  builtUpon,
  findAct,
  insertAct,
  isOurs,
  listTakenBack,
  revertChanges,
} from '../organisation/index.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { carryOutHandovers } from './carry-out-handovers.ts';
import { refuseLosingAdministrators } from './last-administrator.ts';
import { perform } from './perform.ts';

type RevertCommand = { requestId: string; actId: string };

/**
 * Reverses an act, as one act: all of it or nothing. Files and roles that passed with a closed unit go back afterwards,
 * those that nobody touched since; repeating it goes on where it stopped. Throws `organisation.act-not-found`, `organisation.act-reverted`,
 * `organisation.act-final` for what has no way back, and `organisation.act-built-upon` with what stands on it since.
 */
export async function revertAct(
  deps: AdministrationDeps,
  actor: Actor,
  command: RevertCommand,
): Promise<RevertOutcome> {
  const { requestId, actId } = command;
  const asked = {
    requestId,
    action: 'administration.revert',
    body: command,
    permission: 'organisation.manage',
  } as const;
  await perform(deps, actor, asked, async (tx, at) => {
    await sql`SELECT FROM institution FOR UPDATE`.execute(tx);
    const act = await requireRevertible(tx, actId);
    const others = act.changes.filter((change) => !isOurs(change));
    if (others.length > 0) requirePermission(actor, 'accounts.manage', null);
    for (const change of others) await revertOther(tx, { deps, actor, change });
    const also = others.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }));
    const ours = act.changes.filter(isOurs);
    const { unitFiles } = deps;
    if (ours.length > 0) await revertChanges(tx, actor, { actId, changes: ours, also, at, unitFiles });
    else await insertAct(tx, actor, { kind: 'reverted', at, changes: also, reverts: actId });
    await refuseLosingAdministrators(tx, at);
  });
  await carryOutHandovers(deps);
  return deps.unitFiles.describeReturn(await listTakenBack(deps.db, actId));
}

async function requireRevertible(tx: Tx, id: string): Promise<AdministrationAct> {
  const act = await findAct(tx, id);
  if (act === undefined) throw new AppError('not-found', 'organisation.act-not-found');
  if (act.revertedBy !== null) throw new AppError('conflict', 'organisation.act-reverted');
  if (!act.revertible) throw new AppError('conflict', 'organisation.act-final');
  return act;
}

const Held = z.object({ username: z.string(), role: RoleSchema, unit: z.string().nullable() });
type Work = { deps: AdministrationDeps; actor: Actor; change: AdministrationChange };

/** Accounts and roles go back through the same doors as they came; what no longer stands so was built upon. */
async function revertOther(tx: Tx, work: Work): Promise<void> {
  try {
    if (work.change.list === 'grants') await revertGrant(tx, work);
    else if (work.change.list === 'accounts') await revertAccount(tx, work);
    else throw new AppError('conflict', 'organisation.act-final');
  } catch (error) {
    const stands: readonly string[] = [
      'identity.already-granted',
      'identity.not-granted',
      'identity.account-open',
      'identity.account-not-found',
    ];
    if (!(error instanceof AppError) || !stands.includes(error.code)) throw error;
    const { list, key } = work.change;
    throw builtUpon([{ list, key, current: null }], error);
  }
}

async function revertGrant(tx: Tx, { deps, actor, change }: Work): Promise<void> {
  const held: { username: string; role: Role; unit: string | null } = Held.parse(
    change.after ?? change.before,
  );
  const act = change.after === null ? addGrant : removeGrant;
  await act(tx, deps.identity, actor, { ...held, silent: true });
}

async function revertAccount(tx: Tx, { deps, actor, change }: Work): Promise<void> {
  const wasOpen = change.before?.active === true;
  const act = wasOpen ? reopenAccount : shutAccount;
  await act(tx, deps.identity, actor, { username: change.key, silent: true });
}
