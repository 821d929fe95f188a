import {
  AppError,
  type CasePaper,
  type ErrorCode,
  type GivePaperRequest,
  parseLabelCode,
  type ReceivePaperRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import { askTasks, type NewTask } from '../tasks/ask-tasks.ts';
import { decideAnswer } from '../tasks/task.ts';
import { taskActions } from '../tasks/task-policy.ts';
import { readLines } from '../tasks/task-store.ts';
import { type TaskWriteDeps, writeTaskChanges } from '../tasks/write-tasks.ts';
import type { Eyes } from '../views/case-row.ts';
import { findPaper, holdsPaper, type PaperRecord, selectPapers, toPaper } from './paper-view.ts';

export type PaperDeps = TaskWriteDeps & {
  db: Db;
  registers: RegisterDirectory;
  organisation: OrganisationDirectory;
};

/**
 * The first scan: the paper leaves the hand that has it, for where the file lies or for whom is named. It arrives with
 * the second scan. Errors: `paper.not-found`; conflicts with where it is, `paper.wrong-hand` and `paper.on-its-way`;
 * `paper.nowhere-to-go`, `paper.already-there`, and those of asking.
 */
export async function givePaper(
  deps: PaperDeps,
  actor: Actor,
  { requestId, ...command }: GivePaperRequest,
): Promise<CasePaper> {
  const named = command.to && (await resolve(deps, command.to));
  return movePaper(
    deps,
    actor,
    { requestId, name: 'case-task.asked', body: command },
    async (tx, eyes, row) => {
      if (row.task_id !== null) throw conflict('paper.on-its-way', actor, row);
      if (!holdsPaper(actor, row)) throw conflict('paper.wrong-hand', actor, row);
      const to = named ?? whereItLies(row);
      if (to.unitId !== null && to.unitId === row.held_unit?.id)
        throw conflict('paper.already-there', actor, row);
      if (to.personId !== null && to.personId === row.held_person?.id) {
        throw conflict('paper.already-there', actor, row);
      }
      const given: NewTask = { kind: 'hand-over', dueOn: null, text: null, ...to };
      const acting = inNameOf(eyes.actor, (capacity) => holdsPaper(capacity, row));
      const subject = { type: 'case-file' as const, id: row.id };
      await askTasks(tx, deps, acting, { caseFileId: row.id, subject, steps: [[given]] });
    },
  );
}

/** The second scan, by the hand to which it was given; any other is refused with where the paper is. */
export async function receivePaper(
  deps: PaperDeps,
  actor: Actor,
  { requestId, ...command }: ReceivePaperRequest,
): Promise<CasePaper> {
  return movePaper(
    deps,
    actor,
    { requestId, name: 'case-task.answered', body: command },
    async (tx, eyes, row) => {
      const file = (await readStates(tx, eyes, [row.id])).get(row.id);
      const line = row.task_id === null ? [] : await readLines(tx, [row.task_id]);
      const task = line.find(({ id }) => id === row.task_id);
      const may = (capacity: Actor) =>
        task !== undefined && file !== undefined && taskActions(capacity, task, file).includes('receive');
      if (task === undefined || file === undefined || !may(actor))
        throw conflict('paper.wrong-hand', actor, row);
      const received = decideAnswer(line, task, { verdict: 'received', text: null });
      await writeTaskChanges(tx, deps, [{ ...received, file, line, acting: inNameOf(actor, may) }]);
    },
  );
}

type Move = (tx: Tx, eyes: Eyes, row: PaperRecord) => Promise<void>;

async function movePaper(
  deps: PaperDeps,
  actor: Actor,
  { requestId, name, body }: { requestId: string; name: string; body: { code: string } },
  move: Move,
): Promise<CasePaper> {
  const eyes = { actor, reach: await readEntryReach(deps, actor), clock: deps.clock };
  const id = await findLabelled(deps.db, eyes, body.code);
  const claim = { accountId: actor.accountId, requestId, action: name, body, at: deps.clock.now() };
  await deps.db.transaction().execute(async (tx) => {
    await lockCaseFiles(tx, [id]);
    if (!(await claimCommand(tx, claim))) return;
    const { rows } = await sql<PaperRecord>`${selectPapers(eyes)} WHERE case_files.id = ${id}`.execute(tx);
    const [row] = rows;
    if (row === undefined) throw new AppError('not-found', 'paper.not-found');
    await move(tx, eyes, row);
  });
  const paper = await findPaper(deps.db, eyes, id);
  if (paper === undefined) throw new AppError('not-found', 'paper.not-found');
  return paper;
}

/** The file of a label, for who may see its row of the book. */
async function findLabelled(db: Db, { reach }: Eyes, code: string): Promise<string> {
  const label = parseLabelCode(code);
  const { rows } = await sql<{ id: string }>`
    SELECT case_entries.case_file_id AS id
    FROM entries JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    JOIN case_entries ON case_entries.entry_id = entries.id
    WHERE registers.label_code = ${label?.register ?? ''} AND books.year = ${label?.year ?? 0}
      AND entries.number = ${label?.number ?? 0} AND ${reach.rowVisible}
  `.execute(db);
  const [found] = rows;
  if (found === undefined) throw new AppError('not-found', 'paper.not-found');
  return found.id;
}

function whereItLies(row: PaperRecord): Pick<NewTask, 'unitId' | 'personId'> {
  if (row.status === 'closed' || (row.handler_id === null && row.unit_id === null)) {
    throw new AppError('conflict', 'paper.nowhere-to-go');
  }
  return row.handler_id === null
    ? { unitId: row.unit_id, personId: null }
    : { unitId: null, personId: row.handler_id };
}

async function resolve(
  { organisation }: PaperDeps,
  to: NonNullable<GivePaperRequest['to']>,
): Promise<Pick<NewTask, 'unitId' | 'personId'>> {
  if (to.unit === undefined) return { unitId: null, personId: to.person ?? null };
  const unit = await organisation.findUnit(to.unit);
  if (unit !== undefined) return { unitId: unit.id, personId: null };
  const code = 'case-task.unit-not-found';
  throw new AppError('validation', code, { fields: [{ path: 'to.unit', code }] });
}

const conflict = (code: ErrorCode, actor: Actor, row: PaperRecord) =>
  new AppError('conflict', code, { conflict: toPaper(actor, row) });
