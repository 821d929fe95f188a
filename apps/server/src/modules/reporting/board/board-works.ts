import type { BoardFigure } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { firstIdAt } from '../../../platform/ids.ts';
import { metLate } from '../../deadlines/index.ts';
import type { EntryReach } from '../../registry/index.ts';

/** Whose board, on which legal day, and which works the asker may see. */
export type BoardPlace = { unitId: string; today: string; reach: EntryReach };

export const weeksShown = 12;
export const weeksOfPace = 8;

/** `WITH RECURSIVE` part: the unit and all below it; `branch` is the unit right under it through which one hangs there. */
export const boardTree = ({ unitId }: BoardPlace): RawBuilder<unknown> => sql`tree AS (
  SELECT units.id, units.id AS branch FROM units WHERE units.id = ${unitId}::uuid
  UNION ALL
  SELECT units.id, CASE WHEN tree.id = ${unitId}::uuid THEN units.id ELSE tree.branch END
  FROM units JOIN tree ON units.parent_id = tree.id)`;

/**
 * `FROM … WHERE …` of the works of a board; conditions that follow qualify `tree`, `case_files` and `entries`. A number
 * and the list behind it read from here, so that they cannot differ.
 */
export const boardWorks = ({ reach }: BoardPlace): RawBuilder<unknown> => sql`
  FROM tree JOIN case_files ON case_files.unit_id = tree.id JOIN entries ON entries.id = case_files.id
  JOIN books ON books.id = entries.book_id WHERE ${reach.rowVisible}`;

const isOpen = sql`case_files.status IN ('with-unit', 'with-handler')`;

const hasTerm = sql`EXISTS (SELECT FROM terms WHERE terms.case_file_id = case_files.id AND terms.status <> 'cancelled')`;
const inTime = sql`NOT EXISTS (SELECT FROM terms WHERE terms.case_file_id = case_files.id AND terms.status <> 'cancelled'
  AND (terms.met_at IS NULL OR ${metLate}))`;

/** Closed on the day that so many weeks ago was today, or since. */
export const closedSince = (today: string, weeks: number): RawBuilder<unknown> =>
  sql`(case_files.status = 'closed' AND case_files.closed_at
    >= ((${today}::date - ${weeks * 7}::int)::timestamp AT TIME ZONE 'Europe/Bucharest'))`;

const dayBefore = (today: string, days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * 24 * 3600 * 1000);

/** What each number of a board counts. */
export function ofBoardFigure(figure: BoardFigure, today: string): RawBuilder<unknown> {
  const older = (days: number) => sql`entries.registered_on < ${today}::date - ${days}::int`;
  const closed = closedSince(today, weeksShown);
  const soon = sql`(${isOpen} AND case_files.due_on BETWEEN ${today}::date AND ${today}::date + 7)`;
  const conditions: Readonly<Record<BoardFigure, RawBuilder<unknown>>> = {
    open: isOpen,
    overdue: sql`(${isOpen} AND case_files.due_on < ${today}::date)`,
    soon,
    // Which of those that are due soon: a question of order, answered where they are listed.
    'at-risk': soon,
    'up-to-7': sql`(${isOpen} AND NOT ${older(7)})`,
    'up-to-30': sql`(${isOpen} AND ${older(7)} AND NOT ${older(30)})`,
    'up-to-90': sql`(${isOpen} AND ${older(30)} AND NOT ${older(90)})`,
    'over-90': sql`(${isOpen} AND ${older(90)})`,
    unassigned: sql`case_files.status = 'with-unit'`,
    assigned: sql`case_files.status = 'with-handler'`,
    // Ids are in the order of registration: the weeks shown are read along the key.
    came: sql`case_files.id >= ${firstIdAt(dayBefore(today, (weeksShown + 1) * 7))}::uuid`,
    closed,
    'with-term': sql`(${closed} AND ${hasTerm})`,
    'in-time': sql`(${closed} AND ${hasTerm} AND ${inTime})`,
  };
  return conditions[figure];
}

/** Monday of the week in which a work came (`came`) or was closed (any other figure). */
export const weekOf = (figure: BoardFigure): RawBuilder<string> =>
  figure === 'came'
    ? sql<string>`date_trunc('week', entries.registered_on::timestamp)::date`
    : sql<string>`date_trunc('week', (case_files.closed_at AT TIME ZONE 'Europe/Bucharest'))::date`;
