import type { BoardLoad, BoardPace, BoardWeek } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { firstIdAt } from '../../../platform/ids.ts';
import { metLate } from '../../deadlines/index.ts';

export type Load = Omit<BoardLoad, 'atRisk'> & { closedAWeek: number };
export type BoardFigures = {
  people: Load[];
  below: Load[];
  weeks: BoardWeek[];
  pace: BoardPace[];
  unassigned: number;
};

type Place = { unitId: string; today: string };

const weeksShown = 12;
const weeksOfPace = 8;

/** The figures of a unit's board; who asks leads the unit, so that every file in it is theirs to see. */
export async function readBoardFigures(db: Db, place: Place): Promise<BoardFigures> {
  const [people, below, weeks, pace, unassigned] = await Promise.all([
    readLoads(db, place, loadOfPeople),
    readLoads(db, place, loadOfUnits),
    readWeeks(db, place),
    readPace(db, place),
    countUnassigned(db, place),
  ]);
  return { people, below, weeks, pace, unassigned };
}

const tree = ({ unitId }: Place): RawBuilder<unknown> => sql`tree AS (
  SELECT units.id, units.id AS branch FROM units WHERE units.id = ${unitId}::uuid
  UNION ALL
  SELECT units.id, CASE WHEN tree.id = ${unitId}::uuid THEN units.id ELSE tree.branch END
  FROM units JOIN tree ON units.parent_id = tree.id)`;

/** By what loads are told apart, and how each is called. */
type LoadBy = {
  key: RawBuilder<unknown>;
  where: (place: Place) => RawBuilder<unknown>;
  name: RawBuilder<string>;
};

const loadOfPeople: LoadBy = {
  key: sql`case_files.handler_id`,
  where: () => sql`case_files.handler_id IS NOT NULL`,
  name: sql`(SELECT staff.given_name || ' ' || staff.family_name FROM staff WHERE staff.id = works.key)`,
};

const loadOfUnits: LoadBy = {
  key: sql`tree.branch`,
  where: ({ unitId }) => sql`tree.branch <> ${unitId}::uuid`,
  name: sql`(SELECT units.short_name FROM units WHERE units.id = works.key)`,
};

async function readLoads(db: Db, place: Place, { key, where, name }: LoadBy): Promise<Load[]> {
  const { today } = place;
  const old = (days: number) => sql`works.registered_on < ${today}::date - ${days}::int`;
  const { rows } = await sql<Load>`
    WITH RECURSIVE ${tree(place)}, works AS (
      SELECT ${key} AS key, case_files.status, case_files.due_on, case_files.closed_at, entries.registered_on
      FROM tree JOIN case_files ON case_files.unit_id = tree.id JOIN entries ON entries.id = case_files.id
      WHERE ${where(place)} AND (case_files.status IN ('with-unit', 'with-handler')
        OR (case_files.status = 'closed' AND case_files.closed_at >= ${weeksBefore(today, weeksOfPace)}))
    )
    SELECT works.key AS id, ${name} AS name, (count(*) FILTER (WHERE ${isOpen}))::int AS open,
      (count(*) FILTER (WHERE ${isOpen} AND works.due_on < ${today}::date))::int AS overdue,
      (count(*) FILTER (WHERE ${isOpen} AND works.due_on BETWEEN ${today}::date AND ${today}::date + 7))::int AS soon,
      json_build_object(
        'upTo7', count(*) FILTER (WHERE ${isOpen} AND NOT ${old(7)}),
        'upTo30', count(*) FILTER (WHERE ${isOpen} AND ${old(7)} AND NOT ${old(30)}),
        'upTo90', count(*) FILTER (WHERE ${isOpen} AND ${old(30)} AND NOT ${old(90)}),
        'over90', count(*) FILTER (WHERE ${isOpen} AND ${old(90)})) AS age,
      (count(*) FILTER (WHERE works.status = 'closed') / ${weeksOfPace}::float8) AS "closedAWeek"
    FROM works GROUP BY works.key HAVING bool_or(${isOpen}) ORDER BY 3 DESC, works.key
  `.execute(db);
  return rows;
}

const isOpen = sql`works.status <> 'closed'`;

const weeksBefore = (today: string, weeks: number) =>
  sql`((${today}::date - ${weeks * 7}::int)::timestamp AT TIME ZONE 'Europe/Bucharest')`;

const firstMonday = (today: string) =>
  sql`(date_trunc('week', ${today}::timestamp)::date - ${(weeksShown - 1) * 7}::int)`;

const inTime = sql`NOT EXISTS (SELECT FROM terms WHERE terms.case_file_id = case_files.id AND terms.status <> 'cancelled'
  AND (terms.met_at IS NULL OR ${metLate}))`;
const hasTerm = sql`EXISTS (SELECT FROM terms WHERE terms.case_file_id = case_files.id AND terms.status <> 'cancelled')`;

async function readWeeks(db: Db, place: Place): Promise<BoardWeek[]> {
  const { today } = place;
  const since = firstIdAt(
    new Date(Date.parse(`${today}T00:00:00Z`) - (weeksShown + 1) * 7 * 24 * 3600 * 1000),
  );
  const { rows } = await sql<BoardWeek>`
    WITH RECURSIVE ${tree(place)}, weeks AS (
      SELECT monday::date AS monday FROM generate_series(${firstMonday(today)}::timestamp, ${today}::timestamp, '7 days') AS monday
    ), came AS (
      SELECT date_trunc('week', entries.registered_on::timestamp)::date AS monday, count(*)::int AS n
      FROM tree JOIN case_files ON case_files.unit_id = tree.id JOIN entries ON entries.id = case_files.id
      WHERE case_files.id >= ${since}::uuid GROUP BY 1
    ), went AS (
      SELECT date_trunc('week', (case_files.closed_at AT TIME ZONE 'Europe/Bucharest'))::date AS monday, count(*)::int AS n,
        (count(*) FILTER (WHERE ${hasTerm}))::int AS with_term,
        (count(*) FILTER (WHERE ${hasTerm} AND ${inTime}))::int AS in_time
      FROM tree JOIN case_files ON case_files.unit_id = tree.id
      WHERE case_files.status = 'closed' AND case_files.closed_at >= ${weeksBefore(today, weeksShown)} GROUP BY 1
    )
    SELECT weeks.monday, coalesce(came.n, 0) AS in, coalesce(went.n, 0) AS closed, coalesce(went.in_time, 0) AS "inTime",
      coalesce(went.with_term, 0) AS "withTerm"
    FROM weeks LEFT JOIN came ON came.monday = weeks.monday LEFT JOIN went ON went.monday = weeks.monday
    ORDER BY weeks.monday
  `.execute(db);
  return rows;
}

async function readPace(db: Db, place: Place): Promise<BoardPace[]> {
  const { rows } = await sql<BoardPace>`
    WITH RECURSIVE ${tree(place)}, closed AS (
      SELECT case_files.id, case_files.procedure,
        (case_files.closed_at AT TIME ZONE 'Europe/Bucharest')::date - entries.registered_on AS days
      FROM tree JOIN case_files ON case_files.unit_id = tree.id JOIN entries ON entries.id = case_files.id
      WHERE case_files.status = 'closed' AND case_files.closed_at >= ${weeksBefore(place.today, weeksShown)}
    )
    SELECT json_build_object('code', closed.procedure, 'name', (SELECT procedures.declaration ->> 'name' FROM procedures
        WHERE procedures.code = closed.procedure ORDER BY procedures.version DESC LIMIT 1)) AS procedure,
      count(*)::int AS closed, percentile_cont(0.5) WITHIN GROUP (ORDER BY closed.days) AS days,
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY terms.due_on - terms.start_on) FROM terms
        WHERE terms.case_file_id = ANY (array_agg(closed.id)) AND terms.role = 'answer') AS allowed
    FROM closed GROUP BY closed.procedure ORDER BY count(*) DESC LIMIT 8
  `.execute(db);
  return rows;
}

async function countUnassigned(db: Db, place: Place): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    WITH RECURSIVE ${tree(place)}
    SELECT count(*)::int AS count FROM tree JOIN case_files ON case_files.unit_id = tree.id
    WHERE case_files.status = 'with-unit'
  `.execute(db);
  return rows[0]?.count ?? 0;
}
