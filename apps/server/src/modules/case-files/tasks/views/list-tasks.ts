import {
  AppError,
  caseCountCap,
  type ListTasksQuery,
  type Permission,
  type TaskCounts,
  type TaskKind,
  type TaskPage,
  type TaskQueue,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../../../platform/clock.ts';
import { type Actor, holds } from '../../../identity/index.ts';
import { readEntryReach } from '../../../registry/index.ts';
import { barredOf } from '../../complaint/barred-of.ts';
import type { Eyes } from '../../views/case-row.ts';
import { answeringPermissions } from '../task-policy.ts';
import type { TaskViewDeps } from './get-task.ts';
import { selectTaskRows, type TaskRecord, toCaseTask, urgentOn } from './task-row.ts';

/** A page of what waits for this person; keyset by day and id. */
export async function listTasks(
  deps: TaskViewDeps,
  actor: Actor,
  { queue, after, limit }: ListTasksQuery,
): Promise<TaskPage> {
  const eyes = await eyesOf(deps, actor);
  const { newestFirst } = queues[queue];
  const order = newestFirst
    ? sql`case_tasks.settled_at DESC, case_tasks.id DESC`
    : sql`${urgentOn}, case_tasks.id`;
  const { rows } = await sql<TaskRecord>`
    ${selectTaskRows(eyes)}
    WHERE ${inQueue(eyes, queue)} AND ${after === undefined ? sql`true` : following(after, newestFirst)}
    ORDER BY ${order} LIMIT ${limit + 1}
  `.execute(deps.db);
  const items = rows.slice(0, limit).map((row) => toCaseTask(eyes, row));
  const last = rows[limit - 1];
  const place = last && (newestFirst ? last.settled_at?.toISOString() : last.urgent_on);
  return { items, next: rows.length > limit && last ? `${place}~${last.id}` : null };
}

/** How many wait in each queue of this person, counted to the cap. */
export async function countTasks(deps: TaskViewDeps, actor: Actor): Promise<TaskCounts> {
  const eyes = await eyesOf(deps, actor);
  const counted = (queue: TaskQueue) => sql`(SELECT count(*)::int FROM (SELECT FROM case_tasks
    JOIN case_files ON case_files.id = case_tasks.case_file_id JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    WHERE ${inQueue(eyes, queue)} LIMIT ${caseCountCap + 1}) AS counted)`;
  const { rows } = await sql<Record<TaskQueue, number>>`
    SELECT ${counted('endorse')} AS endorse, ${counted('sign')} AS sign, ${counted('clarify')} AS clarify,
      ${counted('returned')} AS returned, ${counted('done')} AS done, ${counted('asked')} AS asked
  `.execute(deps.db);
  const count = (queue: TaskQueue) => toCount(rows[0]?.[queue] ?? 0);
  return {
    endorse: count('endorse'),
    sign: count('sign'),
    clarify: count('clarify'),
    returned: count('returned'),
    done: count('done'),
    asked: count('asked'),
  };
}

const toCount = (found: number) => ({ count: Math.min(found, caseCountCap), more: found > caseCountCap });

const eyesOf = async (deps: TaskViewDeps, actor: Actor): Promise<Eyes> => ({
  actor,
  reach: await readEntryReach(deps, actor),
  clock: deps.clock,
});

type Queue = { newestFirst: boolean; where: (eyes: Eyes) => RawBuilder<unknown> };

const queues: Readonly<Record<TaskQueue, Queue>> = {
  endorse: { newestFirst: false, where: (eyes) => waitingFor(eyes, ['endorsement', 'visa']) },
  sign: { newestFirst: false, where: (eyes) => waitingFor(eyes, ['signature']) },
  clarify: { newestFirst: false, where: (eyes) => waitingFor(eyes, ['opinion', 'clarification']) },
  returned: {
    newestFirst: true,
    where: ({ actor }) => sql`case_tasks.settled_by = ${actor.accountId} AND case_tasks.status = 'returned'`,
  },
  done: {
    newestFirst: true,
    where: ({ actor, clock }) => sql`case_tasks.settled_by = ${actor.accountId} AND case_tasks.status = 'done'
      AND case_tasks.kind <> 'hand-over'
      AND case_tasks.settled_at >= ${toLegalTime(clock.now()).date}::timestamp AT TIME ZONE 'Europe/Bucharest'`,
  },
  asked: {
    newestFirst: false,
    where: ({
      actor,
    }) => sql`case_tasks.asked_by = ${actor.accountId} AND case_tasks.status IN ('waiting', 'open')
      AND case_tasks.kind <> 'hand-over'`,
  },
};

const inQueue = (eyes: Eyes, queue: TaskQueue) =>
  sql`${queues[queue].where(eyes)} AND ${eyes.reach.fileReadable}`;

// Along the two indexes, by person and by unit. In a confidential register nobody answers in another's place; whom the
// file complains of is shown nothing of it, in whosever name.
function waitingFor({ actor, clock }: Eyes, kinds: readonly TaskKind[]): RawBuilder<unknown> {
  const people = [actor.staffId, ...actor.onBehalf.map(({ staffId }) => staffId)];
  const permissions = [...new Set(kinds.flatMap((kind) => answeringPermissions[kind]))];
  const units = actor.principals.filter((id) => mayIn(actor, permissions, id));
  return sql`case_tasks.status = 'open' AND case_tasks.kind = ANY (${kinds}::text[])
    AND (case_tasks.to_person_id = ANY (${people}::uuid[]) OR case_tasks.to_unit_id = ANY (${units}::uuid[]))
    AND (case_tasks.to_person_id IS NULL OR case_tasks.to_person_id = ${actor.staffId}
      OR NOT EXISTS (SELECT FROM registers WHERE registers.id = books.register_id AND registers.kind = 'confidential'))
    AND NOT coalesce(${barredOf(clock)} && ARRAY[${actor.staffId}::uuid, case_tasks.to_person_id], false)`;
}

const mayIn = (actor: Actor, permissions: readonly Permission[], unitId: string) =>
  permissions.some((permission) => holds(actor, permission, unitId));

const cursorForm =
  /^(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}\.\d{3}Z)?)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function following(after: string, newestFirst: boolean): RawBuilder<unknown> {
  const [, place, id] = cursorForm.exec(after) ?? [];
  if (!place || !id || place.includes('T') !== newestFirst || Number.isNaN(Date.parse(place))) {
    const fields = [{ path: 'after', code: 'field.invalid' as const }];
    throw new AppError('validation', 'request.invalid', { fields });
  }
  return newestFirst
    ? sql`(date_trunc('milliseconds', case_tasks.settled_at), case_tasks.id) < (${place}::timestamptz, ${id}::uuid)`
    : sql`(${urgentOn}, case_tasks.id) > (${place}::date, ${id}::uuid)`;
}
