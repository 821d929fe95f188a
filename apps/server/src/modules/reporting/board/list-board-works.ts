import type { ListBoardWorksQuery, ReportedWorks } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { listCaseRows } from '../../case-files/index.ts';
import type { Actor } from '../../identity/index.ts';
import { inPatience, type ReportDeps } from '../works/count-works.ts';
import {
  type BoardPlace,
  boardTree,
  boardWorks,
  closedSince,
  ofBoardFigure,
  weekOf,
  weeksOfPace,
} from './board-works.ts';
import { requireBoard } from './get-unit-board.ts';
import { loadOfPeople, loadOfUnits } from './read-board-figures.ts';

/** The works behind a number of a board, newest first. Errors: `report.unit-not-led`, `report.too-slow`. */
export async function listBoardWorks(
  deps: ReportDeps,
  actor: Actor,
  query: ListBoardWorksQuery,
): Promise<ReportedWorks> {
  const { place } = await requireBoard(deps, actor, query);
  const { after, limit } = query;
  const past = after === undefined ? sql`true` : sql`works.id < ${after}::uuid`;
  const { rows } = await inPatience(deps.db, '15s', (tx) =>
    sql<{ id: string }>`
      WITH RECURSIVE ${boardTree(place)}, works AS (${worksBehind(place, query)})
      SELECT works.id FROM works WHERE ${past} ORDER BY works.id DESC LIMIT ${limit + 1}`.execute(tx),
  );
  const ids = rows.map(({ id }) => id);
  const page = ids.slice(0, limit);
  return {
    items: await listCaseRows(deps, actor, page),
    next: ids.length > limit ? (page.at(-1) ?? null) : null,
  };
}

function worksBehind(place: BoardPlace, query: ListBoardWorksQuery): RawBuilder<unknown> {
  const { figure, handler, below, week, procedure } = query;
  const narrowed = [
    handler && sql`case_files.handler_id = ${handler}::uuid`,
    below && sql`tree.branch = ${below}::uuid AND ${loadOfUnits.where(place)}`,
    week && sql`${weekOf(figure)} = ${week}::date`,
    procedure && sql`case_files.procedure = ${procedure}`,
    sql`true`,
  ].filter((part) => typeof part === 'object');
  const works = sql`${boardWorks(place)} AND ${sql.join(narrowed, sql` AND `)}`;
  if (figure === 'at-risk') return beyondPace(place, works, below === undefined ? loadOfPeople : loadOfUnits);
  return sql`SELECT case_files.id ${works} AND ${ofBoardFigure(figure, place.today)}`;
}

// As many of those that are due first as are closed in a week are taken to be closed in time; the others are at risk.
function beyondPace(
  place: BoardPlace,
  works: RawBuilder<unknown>,
  { key, where }: Pick<typeof loadOfPeople, 'key' | 'where'>,
): RawBuilder<unknown> {
  const { today } = place;
  return sql`
    SELECT soon.id FROM (
      SELECT case_files.id, ${key} AS key, row_number() OVER (PARTITION BY ${key} ORDER BY case_files.due_on, case_files.id) AS place
      ${works} AND ${where(place)} AND ${ofBoardFigure('at-risk', today)}
    ) AS soon LEFT JOIN (
      SELECT ${key} AS key, count(*) / ${weeksOfPace}::int AS closed
      ${works} AND ${where(place)} AND ${closedSince(today, weeksOfPace)} GROUP BY 1
    ) AS pace ON pace.key = soon.key
    WHERE soon.place > coalesce(pace.closed, 0)`;
}
