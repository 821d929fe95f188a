import { sql } from 'kysely';
import type { Foundation } from '../compose.ts';
import { recordEvent } from '../modules/events/index.ts';
import { findInstitution } from '../modules/organisation/index.ts';
import { seedOrganisation } from './demo-organisation.ts';
import { demoVocabulary } from './demo-vocabulary.ts';
import { seedAbsences } from './seed-absences.ts';
import { seedRegister } from './seed-register.ts';

/**
 * Gives an empty database the invented town hall with three months of its register; nothing to one that has an
 * institution of its own. A start that was interrupted between the two steps goes on with the second.
 */
export async function seedDemonstration(foundation: Foundation, onBegin: () => void): Promise<void> {
  const institution = await findInstitution(foundation.db);
  const isOurs = institution === undefined || institution.demonstrationPassword !== null;
  if (!isOurs || (await hasRegisters(foundation))) return;
  onBegin();
  if (institution === undefined) {
    await seedOrganisation({ ...foundation, recordEvent });
    await seedAbsences(foundation);
  }
  await seedRegister(foundation, demoVocabulary);
}

async function hasRegisters({ db }: Foundation): Promise<boolean> {
  const { rows } = await sql`SELECT registers.id FROM registers LIMIT 1`.execute(db);
  return rows.length > 0;
}
