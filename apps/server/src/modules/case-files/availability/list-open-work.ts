import { formatRegistrationNumber, type OpenWork } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';

/**
 * What a person has open: works, what is asked of them, whom they stand in for. Numbers and units only: whoever
 * administers reads no file. What lies in confidential registers is for those who are named there.
 */
export async function listOpenWork(
  { db, clock }: { db: Db; clock: Clock },
  personId: string,
): Promise<OpenWork> {
  const today = toLegalTime(clock.now()).date;
  const [files, tasks, standIns] = await Promise.all([
    listFiles(db, personId),
    listTasks(db, personId),
    listStandIns(db, personId, today),
  ]);
  return { files, tasks, standIns };
}

type Numbered = { number: number; on: string };
const named = <Row extends Numbered>({ number, on, ...row }: Row) => ({
  ...row,
  registrationNumber: formatRegistrationNumber(number, on),
});

async function listFiles(db: Db, personId: string): Promise<OpenWork['files']> {
  const { rows } = await sql<{ id: string; unit: string | null } & Numbered>`
    SELECT case_files.id, units.short_name AS unit, entries.number, entries.registered_on AS on
    FROM case_files
    JOIN entries ON entries.id = case_files.id JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
    LEFT JOIN units ON units.id = case_files.unit_id
    WHERE case_files.handler_id = ${personId} AND case_files.status = 'with-handler'
    ORDER BY case_files.id
  `.execute(db);
  return rows.map(named);
}

async function listTasks(db: Db, personId: string): Promise<OpenWork['tasks']> {
  const { rows } = await sql<Pick<OpenWork['tasks'][number], 'id' | 'kind' | 'dueOn'> & Numbered>`
    SELECT case_tasks.id, case_tasks.kind, case_tasks.due_on AS "dueOn", entries.number, entries.registered_on AS on
    FROM case_tasks
    JOIN entries ON entries.id = case_tasks.case_file_id JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
    WHERE case_tasks.to_person_id = ${personId} AND case_tasks.status IN ('waiting', 'open')
    ORDER BY case_tasks.due_on NULLS LAST, case_tasks.id
  `.execute(db);
  return rows.map(named);
}

async function listStandIns(db: Db, personId: string, today: string): Promise<OpenWork['standIns']> {
  const { rows } = await sql<OpenWork['standIns'][number]>`
    SELECT substitutions.id, staff.given_name || ' ' || staff.family_name AS absent, substitutions.first_day AS "firstDay",
      substitutions.last_day AS "lastDay"
    FROM substitutions JOIN staff ON staff.id = substitutions.absent_id
    WHERE substitutions.substitute_id = ${personId} AND substitutions.ended_at IS NULL
      AND substitutions.last_day >= ${today}::date
    ORDER BY substitutions.first_day, substitutions.id
  `.execute(db);
  return rows;
}
