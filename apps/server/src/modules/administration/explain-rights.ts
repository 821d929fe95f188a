import {
  type AccountRights,
  AppError,
  permissionsOf,
  type RightSource,
  substitutableRoles,
} from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { type Actor, fileReachOf, requirePermission, resolveAccount } from '../identity/index.ts';
import { listAdministeredAccounts } from './account-views.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { type HeldRole, listHeldRoles } from './right-sources.ts';

/**
 * An account with every permission that its person holds now and the role, unit and substitution each comes from. A
 * closed account holds none. Throws `identity.account-not-found`.
 */
export async function explainRights(
  deps: Pick<AdministrationDeps, 'db' | 'clock'>,
  actor: Actor,
  { id }: { id: string },
): Promise<AccountRights> {
  requirePermission(actor, 'accounts.manage', null);
  const now = deps.clock.now();
  const [account] = await listAdministeredAccounts(deps.db, { now, today: toLegalTime(now).date, id });
  if (account === undefined) throw new AppError('not-found', 'identity.account-not-found');
  const person = await resolveAccount(deps, account.username);
  const sources = person === undefined ? [] : await sourcesOf(deps, person);
  return { ...account, permissions: byPermission(sources), files: filesOf(sources) };
}

/** Where somebody's rights come from: their own roles, and those of whoever they stand in for today. */
export async function sourcesOf(
  { db, clock }: Pick<AdministrationDeps, 'db' | 'clock'>,
  person: Actor,
  everybody?: readonly HeldRole[],
): Promise<RightSource[]> {
  const staffIds = [person.staffId, ...person.onBehalf.map((absent) => absent.staffId)];
  const held = everybody ?? (await listHeldRoles(db, { now: clock.now(), staffIds }));
  const own = held.filter(({ staffId }) => staffId === person.staffId).map((role) => toSource(role, null));
  const lent = person.onBehalf.flatMap(({ staffId, displayName: name, until }) =>
    held
      .filter((role) => role.staffId === staffId && substitutableRoles.includes(role.role))
      .map((role) => toSource(role, { name, until })),
  );
  return [...own, ...lent];
}

const toSource = (
  { role, unit, unitName, since, grantedBy }: HeldRole,
  standingInFor: RightSource['standingInFor'],
): RightSource => ({ role, unit, unitName, since, grantedBy, standingInFor });

function byPermission(sources: readonly RightSource[]): AccountRights['permissions'] {
  const permissions = [...new Set(sources.flatMap(({ role }) => permissionsOf[role]))];
  return permissions.map((permission) => ({
    permission,
    sources: sources.filter(({ role }) => permissionsOf[role].includes(permission)),
  }));
}

function filesOf(sources: readonly RightSource[]): AccountRights['files'] {
  return sources.flatMap((source) => {
    const reach = fileReachOf[source.role];
    return reach === 'none' || (reach === 'unit' && source.unit === null) ? [] : [{ ...source, reach }];
  });
}
