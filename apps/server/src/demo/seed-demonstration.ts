import { sql } from 'kysely';
import type { Foundation } from '../compose.ts';
import { recordEvent } from '../modules/events/index.ts';
import { findInstitution } from '../modules/organisation/index.ts';
import { dasDemonstration } from './das.ts';
import { seedOrganisation } from './demo-organisation.ts';
import type { Demonstration } from './demonstration.ts';
import { dgaspcDemonstration } from './dgaspc.ts';
import { seedAbsences } from './seed-absences.ts';
import { seedRegister } from './seed-register.ts';
import { townHallDemonstration } from './town-hall.ts';

/** The invented institutions, by the word that `OPIS_DEMO` asks for them. */
const demonstrations = {
  'town-hall': townHallDemonstration,
  dgaspc: dgaspcDemonstration,
  das: dasDemonstration,
} as const satisfies Record<string, Demonstration>;

/** Which kind of institution is demonstrated. */
export type DemonstrationKind = keyof typeof demonstrations;

/** True for an empty database, and for one whose demonstration was interrupted; not for an institution of its own. */
export async function awaitsDemonstration(foundation: Pick<Foundation, 'db'>): Promise<boolean> {
  const institution = await findInstitution(foundation.db);
  const isOurs = institution === undefined || institution.demonstrationPassword !== null;
  return isOurs && !(await hasRegisters(foundation));
}

/**
 * Gives such a database an invented institution with three months of its register. A start that was interrupted between
 * the two steps goes on with the second.
 */
export async function seedDemonstration(
  foundation: Foundation,
  kind: DemonstrationKind = 'town-hall',
): Promise<void> {
  if (!(await awaitsDemonstration(foundation))) return;
  const demonstration = demonstrations[kind];
  if ((await findInstitution(foundation.db)) === undefined) {
    await seedOrganisation({ ...foundation, recordEvent }, demonstration);
    await seedAbsences(foundation, demonstration.absences);
  }
  await seedRegister(foundation, demonstration);
}

async function hasRegisters({ db }: Pick<Foundation, 'db'>): Promise<boolean> {
  const { rows } = await sql`SELECT registers.id FROM registers LIMIT 1`.execute(db);
  return rows.length > 0;
}
