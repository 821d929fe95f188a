import {
  addDays,
  type CaseFileCounts,
  type CaseFilePage,
  type CaseQueue,
  type CountCaseFilesQuery,
  caseCountCap,
  type ListCaseFilesQuery,
} from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { type CaseRecord, type Eyes, selectCaseFiles, toCaseRow } from './case-row.ts';
import { type CaseFilter, orderOf, queueIds } from './queue-branches.ts';
import type { CaseViewDeps } from './require-case-file.ts';

/** A page of a queue as this person sees it; keyset by id, or by due day and id. */
export async function listCaseFiles(
  deps: CaseViewDeps,
  actor: Actor,
  { queue, sort, after, limit, ...filter }: ListCaseFilesQuery,
): Promise<CaseFilePage> {
  const eyes = { actor, reach: await readEntryReach(deps, actor), clock: deps.clock };
  const order = sort ?? (isWork(queue) ? 'due' : 'newest');
  const ids = queueIds(eyes, queue, filter, { order, after, limit: limit + 1 });
  const { rows } = await sql<CaseRecord>`
    ${selectCaseFiles(eyes, ids)}
    ORDER BY ${orderOf({ order }, { due: sql`page.due`, id: sql`case_files.id` })}
  `.execute(deps.db);
  const items = rows.slice(0, limit).map((row) => toCaseRow(eyes, row));
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { items, next: null };
  return { items, next: order === 'due' ? `${last.due_on ?? 'never'}~${last.id}` : last.id };
}

const isWork = (queue: CaseQueue) => queue === 'mine' || queue === 'unit' || queue === 'unassigned';

/** How many wait in each queue of this person, counted to the cap. */
export async function countCaseFiles(
  deps: CaseViewDeps,
  actor: Actor,
  filter: CountCaseFilesQuery,
): Promise<CaseFileCounts> {
  const eyes = { actor, reach: await readEntryReach(deps, actor), clock: deps.clock };
  const today = toLegalTime(deps.clock.now()).date;
  const from = filter.from !== undefined && filter.from > today ? filter.from : today;
  const yesterday = addDays(today, -1);
  const dueTo = filter.dueTo !== undefined && filter.dueTo < yesterday ? filter.dueTo : yesterday;
  const { rows } = await sql<Record<keyof CaseFileCounts, number>>`
    SELECT ${counted(eyes, 'mine', filter)} AS mine, ${counted(eyes, 'unit', filter)} AS unit,
      ${counted(eyes, 'unassigned', filter)} AS unassigned, ${counted(eyes, 'recent', { ...filter, from })} AS recent,
      ${counted(eyes, 'mine', { ...filter, dueTo })} AS overdue
  `.execute(deps.db);
  const row = rows[0] ?? { mine: 0, unit: 0, unassigned: 0, recent: 0, overdue: 0 };
  return {
    mine: toCount(row.mine),
    unit: toCount(row.unit),
    unassigned: toCount(row.unassigned),
    recent: toCount(row.recent),
    overdue: toCount(row.overdue),
  };
}

function counted(eyes: Eyes, queue: CaseQueue, filter: CaseFilter) {
  const order = queue === 'recent' ? 'newest' : 'oldest';
  const walk = { order, after: undefined, limit: caseCountCap + 1 } as const;
  return sql`(SELECT count(*)::int FROM (${queueIds(eyes, queue, filter, walk)}) AS counted)`;
}

const toCount = (found: number) => ({ count: Math.min(found, caseCountCap), more: found > caseCountCap });
