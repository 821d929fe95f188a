import type { OrganisationView } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import { listTreeUnits, readState, toPlan } from '../organisation/index.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { listGrantsOverClosed } from './list-grants-over.ts';

/** The whole organisation, closed rows too, and how many people and open files each unit has. */
export async function viewOrganisation(
  { db, clock, unitFiles }: AdministrationDeps,
  actor: Actor,
): Promise<OrganisationView> {
  requirePermission(actor, 'organisation.manage', null);
  const today = toLegalTime(clock.now()).date;
  const [state, units, open, roles] = await Promise.all([
    readState(db),
    listTreeUnits(db),
    unitFiles.countOpen(db),
    listGrantsOverClosed(db, today),
  ]);
  const people = new Map<string, number>();
  for (const { position, activeTo } of state.staff.values())
    if (position !== null && (activeTo === null || activeTo > today))
      people.set(position.unit, (people.get(position.unit) ?? 0) + 1);
  const load = units.map(({ id, code }) => [
    code,
    { people: people.get(code) ?? 0, openFiles: open.get(id) ?? 0 },
  ]);
  const files = units
    .map(({ id, code, name, closedOn }) => ({
      ...{ unit: code, unitName: name, closedOn },
      openFiles: open.get(id) ?? 0,
    }))
    .filter(({ closedOn, openFiles }) => closedOn !== null && closedOn <= today && openFiles > 0);
  return { plan: toPlan(state), load: Object.fromEntries(load), undecided: { roles, files } };
}
