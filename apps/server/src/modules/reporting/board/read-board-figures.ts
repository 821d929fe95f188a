import type { BoardFigure, BoardLoad, BoardPace, BoardWeek } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import {
  type BoardPlace,
  boardTree,
  boardWorks,
  closedSince,
  ofBoardFigure,
  weekOf,
  weeksOfPace,
  weeksShown,
} from './board-works.ts';

export type Load = Omit<BoardLoad, 'atRisk'> & { closedAWeek: number };
export type BoardWaiting = { unassigned: number; overdue: number; soon: number };
export type BoardFigures = {
  people: Load[];
  below: Load[];
  weeks: BoardWeek[];
  pace: BoardPace[];
  waiting: BoardWaiting;
};

/** The figures of a unit's board, over the works in it that the asker may see. */
export async function readBoardFigures(db: Db, place: BoardPlace): Promise<BoardFigures> {
  const [people, below, weeks, pace, waiting] = await Promise.all([
    readLoads(db, place, loadOfPeople),
    readLoads(db, place, loadOfUnits),
    readWeeks(db, place),
    readPace(db, place),
    countWaiting(db, place),
  ]);
  return { people, below, weeks, pace, waiting };
}

/** By what loads are told apart, and how each is called. */
export type LoadBy = {
  key: RawBuilder<unknown>;
  where: (place: BoardPlace) => RawBuilder<unknown>;
  name: RawBuilder<string>;
};

export const loadOfPeople: LoadBy = {
  key: sql`case_files.handler_id`,
  where: () => sql`case_files.handler_id IS NOT NULL`,
  name: sql`(SELECT staff.given_name || ' ' || staff.family_name FROM staff WHERE staff.id = loads.id)`,
};

export const loadOfUnits: LoadBy = {
  key: sql`tree.branch`,
  where: ({ unitId }) => sql`tree.branch <> ${unitId}::uuid`,
  name: sql`(SELECT units.short_name FROM units WHERE units.id = loads.id)`,
};

const counting = (figure: BoardFigure, today: string) =>
  sql`(count(*) FILTER (WHERE ${ofBoardFigure(figure, today)}))::int`;

async function readLoads(db: Db, place: BoardPlace, { key, where, name }: LoadBy): Promise<Load[]> {
  const { today } = place;
  const count = (figure: BoardFigure) => counting(figure, today);
  const open = ofBoardFigure('open', today);
  const { rows } = await sql<Load>`
    WITH RECURSIVE ${boardTree(place)}, loads AS (
      SELECT ${key} AS id, ${count('open')} AS open, ${count('overdue')} AS overdue, ${count('soon')} AS soon,
        json_build_object('upTo7', ${count('up-to-7')}, 'upTo30', ${count('up-to-30')}, 'upTo90', ${count('up-to-90')},
          'over90', ${count('over-90')}) AS age,
        (count(*) FILTER (WHERE case_files.status = 'closed') / ${weeksOfPace}::float8) AS "closedAWeek"
      ${boardWorks(place)} AND ${where(place)} AND (${open} OR ${closedSince(today, weeksOfPace)})
      GROUP BY 1 HAVING bool_or(${open})
    )
    SELECT loads.*, ${name} AS name FROM loads ORDER BY loads.open DESC, loads.id
  `.execute(db);
  return rows;
}

const firstMonday = (today: string) =>
  sql`(date_trunc('week', ${today}::timestamp)::date - ${(weeksShown - 1) * 7}::int)`;

async function readWeeks(db: Db, place: BoardPlace): Promise<BoardWeek[]> {
  const { today } = place;
  const { rows } = await sql<BoardWeek>`
    WITH RECURSIVE ${boardTree(place)}, weeks AS (
      SELECT monday::date AS monday FROM generate_series(${firstMonday(today)}::timestamp, ${today}::timestamp, '7 days') AS monday
    ), came AS (
      SELECT ${weekOf('came')} AS monday, count(*)::int AS n ${boardWorks(place)} AND ${ofBoardFigure('came', today)} GROUP BY 1
    ), went AS (
      SELECT ${weekOf('closed')} AS monday, count(*)::int AS n, ${counting('with-term', today)} AS with_term,
        ${counting('in-time', today)} AS in_time
      ${boardWorks(place)} AND ${ofBoardFigure('closed', today)} GROUP BY 1
    )
    SELECT weeks.monday, coalesce(came.n, 0) AS in, coalesce(went.n, 0) AS closed, coalesce(went.in_time, 0) AS "inTime",
      coalesce(went.with_term, 0) AS "withTerm"
    FROM weeks LEFT JOIN came ON came.monday = weeks.monday LEFT JOIN went ON went.monday = weeks.monday
    ORDER BY weeks.monday
  `.execute(db);
  return rows;
}

async function readPace(db: Db, place: BoardPlace): Promise<BoardPace[]> {
  const { rows } = await sql<BoardPace>`
    WITH RECURSIVE ${boardTree(place)}, closed AS (
      SELECT case_files.id, case_files.procedure,
        (case_files.closed_at AT TIME ZONE 'Europe/Bucharest')::date - entries.registered_on AS days
      ${boardWorks(place)} AND ${ofBoardFigure('closed', place.today)}
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

async function countWaiting(db: Db, place: BoardPlace): Promise<BoardWaiting> {
  const count = (figure: BoardFigure) => counting(figure, place.today);
  const { rows } = await sql<BoardWaiting>`
    WITH RECURSIVE ${boardTree(place)}
    SELECT ${count('unassigned')} AS unassigned, ${count('overdue')} AS overdue, ${count('soon')} AS soon
    ${boardWorks(place)} AND ${ofBoardFigure('open', place.today)}
  `.execute(db);
  return rows[0] ?? { unassigned: 0, overdue: 0, soon: 0 };
}
