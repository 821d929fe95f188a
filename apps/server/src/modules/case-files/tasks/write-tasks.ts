import type { EventType } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { announceChanges, recordEvents, toEventRow } from '../../events/index.ts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { currentTasks, type LineDecision, type Task } from './task.ts';
import type { SettledTask, TaskSubscriber } from './task-subscriber.ts';

export type TaskWriteDeps = { clock: Clock; taskSubscribers: readonly TaskSubscriber[] };

/** A decision about a line of a locked file, by somebody. `line`: all of its tasks as they were. */
export type TaskChange = LineDecision & {
  readonly file: CaseFileState;
  readonly line: readonly Task[];
  readonly acting: Acting;
};

/** Writes tasks that nobody was asked before: those of the first place open, the rest wait. */
export async function writeAsked(
  tx: Tx,
  { clock }: Pick<TaskWriteDeps, 'clock'>,
  { file, tasks, acting }: { file: CaseFileState; tasks: readonly Task[]; acting: Acting },
): Promise<void> {
  const at = clock.now();
  await insertTasks(tx, tasks, at);
  const opened = tasks.filter(({ status }) => status === 'open');
  await addReaders(
    tx,
    opened.map((task) => ({ file, task })),
  );
  await tell(
    tx,
    at,
    tasks.map((task) => ({ file, task, acting, type: 'case-task.asked' })),
  );
}

/**
 * Writes any number of decisions with one statement a table: what ends, whose turn comes (they read the file from now
 * on), what is asked again; events, hints for open pages; then the subscribers.
 */
export async function writeTaskChanges(
  tx: Tx,
  deps: TaskWriteDeps,
  changes: readonly TaskChange[],
): Promise<void> {
  if (changes.every(({ settled }) => settled.length === 0)) return;
  const at = deps.clock.now();
  await settleTasks(tx, changes, at);
  const opened = changes.flatMap(({ file, opened: turn }) => turn.map((task) => ({ file, task })));
  await openTasks(
    tx,
    opened.map(({ task }) => task.id),
    at,
  );
  const renewed = changes.map((change) => ({ ...change, tasks: againTasks(change) }));
  for (const { tasks } of renewed) await insertTasks(tx, tasks, at);
  const reopened = renewed.flatMap(({ file, tasks }) =>
    tasks.filter(({ status }) => status === 'open').map((task) => ({ file, task })),
  );
  await addReaders(tx, [...opened, ...reopened]);
  await tell(tx, at, [
    ...changes.flatMap(({ file, settled, acting }) =>
      settled.map(({ task, status }) => ({ file, task, acting, type: eventOf[status] })),
    ),
    ...renewed.flatMap(({ file, tasks, acting }) =>
      tasks.map((task) => ({ file, task, acting, type: 'case-task.asked' as const })),
    ),
  ]);
  const settled = changes.flatMap((change) => toSettled(change, at));
  for (const subscriber of deps.taskSubscribers) await subscriber.answered(tx, settled);
}

const eventOf = {
  done: 'case-task.answered',
  returned: 'case-task.returned',
  withdrawn: 'case-task.withdrawn',
} as const satisfies Record<string, EventType>;

/** The same tasks once more, in a further round. */
function againTasks({ again, line }: TaskChange): Task[] {
  if (again.length === 0) return [];
  const round = Math.max(...line.map((task) => task.round)) + 1;
  const first = Math.min(...again.map(({ position }) => position));
  return again.map((task) => ({
    ...task,
    id: newId(),
    round,
    status: task.position === first ? 'open' : 'waiting',
    remindedAt: null,
    version: 1,
  }));
}

function toSettled({ settled, opened, again, line, acting }: TaskChange, at: Date): SettledTask[] {
  const ended = new Map(settled.map((settlement) => [settlement.task.id, settlement]));
  const openNow = new Set(opened.map(({ id }) => id));
  const left = currentTasks(line).filter(({ id }) => !ended.has(id));
  const pending = left.some(({ id, status }) => openNow.has(id) || status === 'open' || status === 'waiting');
  const lineOver = again.length === 0 && !pending;
  const refused = settled.some(({ status, verdict }) => status === 'returned' || verdict === 'unfavourable');
  const lineApproved = lineOver && !refused && settled.some(({ status }) => status === 'done');
  return settled.map(({ task, ...settlement }) => ({
    ...task,
    ...settlement,
    acting,
    at,
    lineOver,
    lineApproved,
  }));
}

async function insertTasks(tx: Tx, tasks: readonly Task[], at: Date): Promise<void> {
  if (tasks.length === 0) return;
  await sql`
    INSERT INTO case_tasks (id, case_file_id, line_id, position, round, kind, to_unit_id, to_person_id, due_on, text,
      subject_type, subject_id, status, asked_by, asked_on_behalf_of, required, asked_at, opened_at)
    SELECT task.id, task."caseFileId", task.line, task.position, task.round, task.kind, task."toUnitId",
      task."toPersonId", task."dueOn", task.text, task."subjectType", task."subjectId", task.status, task."askedBy",
      task."askedOnBehalfOf", task.required, ${at}::timestamptz, CASE WHEN task.status = 'open' THEN ${at}::timestamptz END
    FROM json_to_recordset(${JSON.stringify(tasks)}) AS task(id uuid, "caseFileId" uuid, line uuid, position smallint,
      round smallint, kind text, "toUnitId" uuid, "toPersonId" uuid, "dueOn" date, text text, "subjectType" text,
      "subjectId" uuid, status text, "askedBy" uuid, "askedOnBehalfOf" uuid,
      required boolean)
  `.execute(tx);
}

async function settleTasks(tx: Tx, changes: readonly TaskChange[], at: Date): Promise<void> {
  const rows = changes.flatMap(({ settled, acting }) =>
    settled.map(({ task, ...settlement }) => ({
      ...settlement,
      id: task.id,
      account: acting.accountId,
      behalf: acting.onBehalfOf,
    })),
  );
  await sql`
    UPDATE case_tasks SET status = change.status, verdict = change.verdict, answer = change.answer,
      returned_to = change."returnedTo", settled_by = change.account, settled_on_behalf_of = change.behalf,
      settled_at = greatest(${at}::timestamptz, case_tasks.asked_at), version = case_tasks.version + 1
    FROM json_to_recordset(${JSON.stringify(rows)}) AS change(id uuid, status text, verdict text, answer text,
      "returnedTo" uuid, account uuid, behalf uuid)
    WHERE case_tasks.id = change.id
  `.execute(tx);
}

async function openTasks(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    UPDATE case_tasks SET status = 'open', opened_at = ${at}, version = case_tasks.version + 1
    WHERE case_tasks.id = ANY (${ids}::uuid[])
  `.execute(tx);
}

type Placed = { file: CaseFileState; task: Task };

/** Whoever is asked reads the file from now on; in a confidential register, whoever is named on it, as before. */
export async function addReaders(tx: Tx, asked: readonly Placed[]): Promise<void> {
  const rows = asked
    .filter(({ file }) => !file.sealed)
    .map(({ file, task }) => ({ file: file.id, principal: task.toUnitId ?? task.toPersonId }));
  if (rows.length === 0) return;
  await sql`
    INSERT INTO entry_readers (principal, book_id, number)
    SELECT DISTINCT reader.principal, entries.book_id, entries.number
    FROM json_to_recordset(${JSON.stringify(rows)}) AS reader(file uuid, principal uuid)
    JOIN case_entries ON case_entries.case_file_id = reader.file
    JOIN entries ON entries.id = case_entries.entry_id
    ON CONFLICT DO NOTHING
  `.execute(tx);
}

/** What happened to each task, for the journals and for open pages. */
export async function tell(
  tx: Tx,
  at: Date,
  happenings: readonly (Placed & { acting: Acting; type: EventType })[],
): Promise<void> {
  await recordEvents(
    tx,
    happenings.map(({ file, task, acting, type }) =>
      toEventRow(acting, {
        type,
        at,
        subjectType: 'case-task',
        subjectId: task.id,
        unitId: task.toUnitId ?? file.unitId,
        data: { file: file.id, kind: task.kind, line: task.line, round: task.round },
      }),
    ),
  );
  const byFile = Map.groupBy(happenings, ({ file }) => file);
  await announceChanges(
    tx,
    [...byFile].map(([file, told]) => ({
      topic: 'case-files' as const,
      subjectId: file.id,
      principals: [
        file.unitId,
        file.handlerId,
        ...told.flatMap(({ task }) => [task.toUnitId, task.toPersonId]),
      ].filter((principal) => principal !== null),
      sealedRegisterId: file.sealed ? file.registerId : null,
      at,
    })),
  );
}
