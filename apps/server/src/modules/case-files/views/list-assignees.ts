import {
  type Assignee,
  type Assignees,
  type CasePerson,
  formatRegistrationNumber,
  nearDays,
} from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { type Actor, listPeopleOfUnits } from '../../identity/index.ts';
import { listUnits } from '../../organisation/index.ts';
import { mayInUnit } from '../case-file-policy.ts';
import { barredReason } from '../complaint/barred-reason.ts';
import { type CaseRecord, type Eyes, toCaseRow } from './case-row.ts';
import { type CaseViewDeps, requireCaseFile } from './require-case-file.ts';

/** Who is away today, and who stands in: what the module of substitutions tells. */
export type Absences = {
  of(staffIds: readonly string[]): Promise<ReadonlyMap<string, Pick<Assignee, 'presence' | 'absence'>>>;
};

export type AssigneeDeps = CaseViewDeps & { absences: Absences };

/** To whom this person may hand the file on: people of the units that they lead, and units. */
export async function listAssignees(deps: AssigneeDeps, actor: Actor, id: string): Promise<Assignees> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  const { actions } = toCaseRow(eyes, record);
  const today = toLegalTime(deps.clock.now()).date;
  const routing =
    actions.includes('forward') || (actions.includes('assign') && record.status === 'unassigned');
  const barred = barredBy(record);
  const units = routing && !record.sealed ? await listUnits(deps.db, today) : [];
  return {
    people: actions.includes('assign') ? await listPeople(deps, eyes, record) : [],
    units: units.map(({ parentId: _, ...unit }) => ({
      ...unit,
      current: unit.id === record.unit?.id,
      barred: barredReason(barred, unit.id),
    })),
  };
}

async function listPeople(deps: AssigneeDeps, eyes: Eyes, record: CaseRecord): Promise<Assignee[]> {
  const barred = barredBy(record);
  const found = record.sealed ? await listNamed(deps.db, record) : await listLed(deps, eyes.actor);
  const ids = found.map(({ id }) => id);
  const [open, same, absences] = await Promise.all([
    countOpen(deps.db, ids, toLegalTime(deps.clock.now()).date),
    findSamePetitioner(deps.db, eyes, record, ids),
    deps.absences.of(ids),
  ]);
  return found.map((person) => ({
    ...person,
    self: person.id === eyes.actor.staffId,
    current: person.id === record.handler?.id && record.status === 'with-handler',
    ...(open.get(person.id) ?? noLoad),
    presence: absences.get(person.id)?.presence ?? 'present',
    absence: absences.get(person.id)?.absence ?? null,
    samePetitioner: same.get(person.id) ?? null,
    barred: barredReason(barred, person.id, absences.get(person.id)?.absence?.substitute?.id),
  }));
}

type Found = CasePerson & Pick<Assignee, 'unit' | 'leads'>;

async function listLed({ db, clock }: AssigneeDeps, actor: Actor): Promise<Found[]> {
  const now = clock.now();
  const today = toLegalTime(now).date;
  const units = await listUnits(db, today);
  const led = units.filter((unit) => mayInUnit(actor, 'case.assign', unit.id));
  const people = await listPeopleOfUnits(db, { unitIds: led.map(({ id }) => id), today, now });
  // In the order of the tree.
  return led.flatMap(({ id, code, name, shortName }) =>
    people
      .filter(({ unitId }) => unitId === id)
      .map(({ unitId: _, ...person }) => ({ ...person, unit: { id, code, name, shortName } })),
  );
}

// In a confidential register only whoever is named on it may receive a file.
async function listNamed(db: Db, { register_id: registerId }: CaseRecord): Promise<Found[]> {
  const { rows } = await sql<Found>`
    SELECT staff.id, staff.given_name || ' ' || staff.family_name AS name, staff.title, false AS leads,
      json_build_object('id', units.id, 'code', units.code, 'name', units.name, 'shortName', units.short_name) AS unit
    FROM register_members JOIN staff ON staff.id = register_members.staff_id
    JOIN positions ON positions.id = staff.position_id JOIN units ON units.id = positions.unit_id
    WHERE register_members.register_id = ${registerId}
    ORDER BY staff.family_name COLLATE "ro-x-icu", staff.given_name COLLATE "ro-x-icu"
  `.execute(db);
  return rows;
}

type Load = Pick<Assignee, 'openFiles' | 'overdueFiles' | 'nearFiles'>;
const noLoad: Load = { openFiles: 0, overdueFiles: 0, nearFiles: 0 };

async function countOpen(db: Db, ids: readonly string[], today: string): Promise<Map<string, Load>> {
  const { rows } = await sql<Load & { id: string }>`
    SELECT case_files.handler_id AS id, count(*)::int AS "openFiles",
      (count(*) FILTER (WHERE case_files.due_on < ${today}::date))::int AS "overdueFiles",
      (count(*) FILTER (WHERE case_files.due_on BETWEEN ${today}::date AND ${today}::date + ${nearDays}::int))::int
        AS "nearFiles"
    FROM case_files
    WHERE case_files.handler_id = ANY (${ids}::uuid[]) AND case_files.status = 'with-handler'
    GROUP BY case_files.handler_id
  `.execute(db);
  return new Map(rows.map(({ id, ...load }) => [id, load]));
}

async function findSamePetitioner(
  db: Db,
  { reach }: Eyes,
  { id, party_id: partyId }: CaseRecord,
  handlers: readonly string[],
): Promise<Map<string, Assignee['samePetitioner']>> {
  if (partyId === null) return new Map();
  const { rows } = await sql<{ handler: string; id: string; number: number; on: string }>`
    SELECT DISTINCT ON (case_files.handler_id) case_files.handler_id AS handler, case_files.id, entries.number,
      entries.registered_on AS on
    FROM entries JOIN books ON books.id = entries.book_id JOIN case_files ON case_files.id = entries.id
    WHERE entries.party_id = ${partyId} AND case_files.id <> ${id} AND case_files.status = 'with-handler'
      AND case_files.handler_id = ANY (${handlers}::uuid[]) AND ${reach.rowVisible}
    ORDER BY case_files.handler_id, case_files.id DESC
  `.execute(db);
  return new Map(
    rows.map(({ handler, number, on, ...file }) => [
      handler,
      { ...file, registrationNumber: formatRegistrationNumber(number, on) },
    ]),
  );
}

const barredBy = (record: CaseRecord) => ({
  targetId: record.target_person_id ?? record.target_unit_id,
  ids: new Set(record.barred ?? []),
});
