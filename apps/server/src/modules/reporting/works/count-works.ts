import {
  AppError,
  mostAcross,
  mostGroups,
  noGroup,
  type WorksFigures,
  type WorksGroup,
  type WorksGrouping,
  type WorksReport,
  type WorksReportRequest,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import { countedWorks } from './counted-works.ts';
import { groupings, ofFigure } from './groupings.ts';
import { nameGroup } from './name-group.ts';

export type ReportDeps = { db: Db; clock: Clock; registers: RegisterDirectory };

/** How long a person waits before the screen says that it would take too long; in the background nobody waits. */
const screenPatience = '15s';
const noPatience = '0';

/**
 * Counts the works of a question, apart by one or two things, among those that the person may see. Errors:
 * `report.period`, `report.same-grouping`, `report.too-slow` (on screen only).
 */
export async function countWorks(
  deps: ReportDeps,
  actor: Actor,
  request: WorksReportRequest,
  { patient = false }: { patient?: boolean } = {},
): Promise<WorksReport> {
  requireSense(request);
  const today = toLegalTime(deps.clock.now()).date;
  const works = countedWorks({ reach: await readEntryReach(deps, actor), today }, request.question);
  const found = await inPatience(deps.db, patient ? noPatience : screenPatience, (tx) =>
    readCounts(tx, works, request),
  );
  return { countedOn: today, ...toReport(request, found) };
}

/** Refuses a period that ends before it begins, and two groupings that are one. */
export function requireSense({ question, by, across }: WorksReportRequest) {
  if (question.to < question.from) throw refused('question.to', 'report.period');
  if (by === across) throw refused('across', 'report.same-grouping');
}

const refused = (path: string, code: 'report.period' | 'report.same-grouping') =>
  new AppError('validation', code, { fields: [{ path, code }] });

/** Reads with a limit of time; what goes over it is told as such. */
export async function inPatience<Found>(
  db: Db,
  limit: string,
  read: (tx: Db) => Promise<Found>,
): Promise<Found> {
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`SELECT set_config('statement_timeout', ${limit}, true), set_config('jit', 'off', true)`.execute(
        tx,
      );
      return await read(tx);
    });
  } catch (error) {
    const isSlow = error instanceof Error && 'code' in error && error.code === '57014';
    throw isSlow ? new AppError('limit-exceeded', 'report.too-slow', { cause: error }) : error;
  }
}

type Counted = WorksFigures & { key: string | null; name: string | null; across: Record<string, number> };
type Column = { key: string | null; name: string | null; all: number };
type Found = {
  totals: WorksFigures;
  groups: Counted[];
  columns: Column[];
  count: number;
  named: WorksReport['named'];
};

const figures = sql`${sql.join(
  Object.entries(ofFigure).map(
    ([name, condition]) => sql`'${sql.raw(name)}', count(*) FILTER (WHERE ${condition})`,
  ),
)}, 'days', percentile_cont(0.5) WITHIN GROUP (ORDER BY works.closed_on - works.registered_on)
  FILTER (WHERE works.status = 'closed')`;

const orderOf = (by: WorksGrouping) =>
  groupings[by].inTime ? sql`grouped.key` : sql`(grouped.figures ->> 'all')::int DESC, grouped.key`;

async function readCounts(
  db: Db,
  works: RawBuilder<unknown>,
  { question, by, across }: WorksReportRequest,
): Promise<Found> {
  const { rows } = await sql<Found>`
    WITH works AS MATERIALIZED (${works}),
    groups AS (
      SELECT ${groupings[by].key} AS key, json_build_object(${figures}) AS figures FROM works GROUP BY 1
    ), shown AS (
      SELECT grouped.key, ${groupings[by].name} AS name, grouped.figures, row_number() OVER (ORDER BY ${orderOf(by)}) AS place
      FROM groups AS grouped ORDER BY ${orderOf(by)} LIMIT ${mostGroups}
    ), columns AS (${across ? columnsOf(across) : noColumns})
    SELECT (SELECT json_build_object(${figures}) FROM works) AS totals, (SELECT count(*)::int FROM groups) AS count,
      ${namesOf(question)} AS named,
      coalesce((SELECT json_agg(json_build_object('key', columns.key, 'name', columns.name, 'all', columns.count)
          ORDER BY columns.place)
        FROM columns), '[]') AS columns,
      coalesce((SELECT json_agg((json_build_object('key', shown.key, 'name', shown.name)::jsonb || shown.figures::jsonb
          || jsonb_build_object('across', ${across ? cellsOf(by, across) : sql`'{}'::jsonb`})) ORDER BY shown.place)
        FROM shown), '[]') AS groups
  `.execute(db);
  const [found] = rows;
  if (found === undefined) throw new Error('a report answered nothing');
  return found;
}

// A party is named to who sees a work of theirs: otherwise anybody with an id would learn the name.
const namesOf = ({ handler, party }: WorksReportRequest['question']) => sql`json_build_object(
  'handler', (SELECT staff.given_name || ' ' || staff.family_name FROM staff WHERE staff.id = ${handler ?? null}::uuid),
  'party', (SELECT parties.name FROM parties WHERE parties.id = ${party ?? null}::uuid AND EXISTS (SELECT FROM works)))`;

const noColumns = sql`SELECT NULL::text AS key, NULL::text AS name, 0 AS count, 0 AS place WHERE false`;

const columnsOf = (across: WorksGrouping) => sql`
  SELECT grouped.key, ${groupings[across].name} AS name, (grouped.figures ->> 'all')::int AS count,
    row_number() OVER (ORDER BY ${orderOf(across)}) AS place
  FROM (SELECT ${groupings[across].key} AS key, json_build_object('all', count(*)) AS figures FROM works GROUP BY 1) AS grouped
  ORDER BY ${orderOf(across)} LIMIT ${mostAcross}`;

const cellsOf = (by: WorksGrouping, across: WorksGrouping) => sql`coalesce((
  SELECT jsonb_object_agg(cells.key, cells.count) FROM (
    SELECT coalesce(${groupings[across].key}, ${sql.lit(noGroup)}) AS key, count(*) AS count FROM works
    WHERE ${groupings[by].key} IS NOT DISTINCT FROM shown.key GROUP BY 1) AS cells), '{}')`;

function toReport(
  { by, across }: WorksReportRequest,
  { totals, groups, columns, count, named }: Found,
): Omit<WorksReport, 'countedOn'> {
  const keys = columns.map(({ key }) => key ?? noGroup);
  return {
    totals,
    groups: groups.map((row): WorksGroup => {
      const { key, name, across: cells, ...counted } = row;
      return {
        key: key ?? noGroup,
        name: nameGroup(by, { key, name }),
        figures: counted,
        across: keys.map((each) => cells[each] ?? 0),
      };
    }),
    columns: columns.map((column) => ({
      key: column.key ?? noGroup,
      name: across ? nameGroup(across, column) : '',
    })),
    across: columns.map(({ all }) => all),
    named,
    more: count - groups.length,
  };
}
