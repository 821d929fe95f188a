import { AppError, type Role } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import { addGrant, type IdentityDeps, removeGrant } from '../identity/index.ts';
import type { ActChange, ActingPerson, PassedRole } from '../organisation/index.ts';
import { listGrantsOver, passesWithWork } from './list-grants-over.ts';

type Deps = { identity: Pick<IdentityDeps, 'clock' | 'recordEvent'> };
type Passed = { roles: PassedRole[]; changes: ActChange[] };
type Unit = { id: string; code: string };

/** Roles over a closed unit that pass with its work are held over its successor from now on; gives what changed. */
export async function passRoles(
  tx: Tx,
  { identity }: Deps,
  { by, from, to }: { by: ActingPerson; from: Unit; to: Unit },
): Promise<Passed> {
  const passed: Passed = { roles: [], changes: [] };
  for (const { username, role } of (await listGrantsOver(tx, from.id)).filter(passesWithWork)) {
    await removeGrant(tx, identity, by, { username, role, unit: from.code, silent: true });
    const added = await give(tx, identity, by, { username, role, unit: to.code });
    passed.roles.push({ username, role, to: to.code, added });
    passed.changes.push(toChange({ username, role, unit: from.code }, false));
    if (added) passed.changes.push(toChange({ username, role, unit: to.code }, true));
  }
  return passed;
}

/** The same backwards; a role that was taken or given since stays as somebody decided. */
export async function returnRoles(
  tx: Tx,
  { identity }: Deps,
  { by, from, roles }: { by: ActingPerson; from: string; roles: readonly PassedRole[] },
): Promise<ActChange[]> {
  const changes: ActChange[] = [];
  for (const { username, role, to, added } of roles) {
    if (added && !(await take(tx, identity, by, { username, role, unit: to }))) continue;
    if (added) changes.push(toChange({ username, role, unit: to }, false));
    if (await give(tx, identity, by, { username, role, unit: from }))
      changes.push(toChange({ username, role, unit: from }, true));
  }
  return changes;
}

type Held = { username: string; role: Role; unit: string };

const give = (tx: Tx, identity: Deps['identity'], by: ActingPerson, held: Held) =>
  unless('identity.already-granted', () => addGrant(tx, identity, by, { ...held, silent: true }));
const take = (tx: Tx, identity: Deps['identity'], by: ActingPerson, held: Held) =>
  unless('identity.not-granted', () => removeGrant(tx, identity, by, { ...held, silent: true }));

async function unless(code: string, act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === code) return false;
    throw error;
  }
}

const toChange = (held: Held, given: boolean): ActChange => ({
  list: 'grants',
  key: `${held.username} ${held.role}@${held.unit}`,
  before: given ? null : held,
  after: given ? held : null,
});
