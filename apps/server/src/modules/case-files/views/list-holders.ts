import type { CasePerson, CaseUnit, ReturnPlaces } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { type Actor, listUnitsOfPerson } from '../../identity/index.ts';
import { isNamedOn, readEntryReach } from '../../registry/index.ts';
import { listAbsences } from '../../substitutions/index.ts';
import { type CaseFileState, returnPlaceOf } from '../case-file.ts';
import { readStates } from '../case-file-store.ts';
import { toCaseRow } from './case-row.ts';
import { personJson, unitJson } from './case-step.ts';
import { type CaseViewDeps, requireCaseFile } from './require-case-file.ts';

/** A unit, a person of it, or nobody (the registry), that had the file before and may have it again. */
export type EarlierHolder = { readonly unit: CaseUnit | null; readonly person: CasePerson | null };

/** Where this person may return the file to; empty when they may not return it. */
export async function listReturnPlaces(deps: CaseViewDeps, actor: Actor, id: string): Promise<ReturnPlaces> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  if (!toCaseRow(eyes, record).actions.includes('return')) return { items: [] };
  const file = (await readStates(deps.db, { reach: eyes.reach, clock: deps.clock }, [id])).get(id);
  if (file === undefined) return { items: [] };
  const usual = returnPlaceOf(file);
  const holders = await listHoldersOf(deps, file);
  return {
    items: holders.map((held) => ({
      ...held,
      usual: (held.unit?.id ?? null) === usual.unitId && (held.person?.id ?? null) === usual.handlerId,
    })),
  };
}

/** Who had the file before and may have it still, for an act on it; empty for what the person may not see. */
export async function listHolders(deps: CaseViewDeps, actor: Actor, id: string): Promise<EarlierHolder[]> {
  const sight = { reach: await readEntryReach(deps, actor), clock: deps.clock };
  const file = (await readStates(deps.db, sight, [id])).get(id);
  return file ? listHoldersOf(deps, file) : [];
}

async function listHoldersOf(deps: CaseViewDeps, file: CaseFileState): Promise<EarlierHolder[]> {
  const held = await readHolders(deps, file);
  const may = await Promise.all(held.map((holder) => mayHold(deps, file, holder)));
  return held.filter((_, at) => may[at]);
}

// Where it lay before each step that moved it. The registry had every file first, also one that it numbered for a unit.
async function readHolders({ db, clock }: CaseViewDeps, file: CaseFileState): Promise<EarlierHolder[]> {
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<EarlierHolder>`
    SELECT ${unitJson('units')} AS unit, ${personJson('staff')} AS person
    FROM (
      SELECT places.unit_id, places.person_id, max(places.version) AS version FROM (
        SELECT case_steps.from_unit_id AS unit_id, case_steps.from_handler_id AS person_id, case_steps.version
        FROM case_steps WHERE case_steps.case_file_id = ${file.id} AND case_steps.version IS NOT NULL
        UNION ALL SELECT NULL, NULL, 0
      ) AS places GROUP BY places.unit_id, places.person_id
    ) AS held
    LEFT JOIN units ON units.id = held.unit_id
    LEFT JOIN staff ON staff.id = held.person_id
    WHERE (held.unit_id, held.person_id) IS DISTINCT FROM (${file.unitId}::uuid, ${file.handlerId}::uuid)
      AND (units.id IS NULL OR units.closed_on IS NULL OR units.closed_on > ${today}::date)
    ORDER BY held.version DESC, held.unit_id, held.person_id
  `.execute(db);
  return rows;
}

/** As for an assignment: a unit that receives papers, a person who works there, neither barred by a complaint. */
async function mayHold(
  deps: CaseViewDeps & { db: Db },
  file: CaseFileState,
  { unit, person }: EarlierHolder,
): Promise<boolean> {
  // A file of a confidential register lies with the persons named on it, never with a unit.
  if (file.sealed && unit !== null) return false;
  if (unit !== null && file.barred.has(unit.id)) return false;
  if (person === null) return true;
  if (file.sealed) return isNamedOn(deps.db, file.registerId, person.id);
  const now = deps.clock.now();
  const today = toLegalTime(now).date;
  const works = await listUnitsOfPerson(deps.db, { staffId: person.id, today, now });
  if (unit === null || !works.includes(unit.id)) return false;
  const away = (await listAbsences(deps.db, { staffIds: [person.id], today })).get(person.id);
  return ![person.id, ...(away ? [away.substitute.id] : [])].some((id) => file.barred.has(id));
}
