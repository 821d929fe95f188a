import type { TaskKind, TaskVerdict } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import { everything } from '../everything.ts';
import { decideAnswer } from './task.ts';
import { readLines, readPending } from './task-store.ts';
import { type TaskWriteDeps, writeTaskChanges } from './write-tasks.ts';

/**
 * Answers what one person is asked about a thing, on the caller's transaction, because they did it elsewhere (signed the
 * PDF itself); whose right it is is the caller's to check. False when nothing of the kind is asked of them now.
 */
export async function answerWithin(
  tx: Tx,
  deps: TaskWriteDeps,
  acting: Acting,
  asked: { caseFileId: string; subjectId: string; personId: string; kind: TaskKind; verdict: TaskVerdict },
): Promise<boolean> {
  const { caseFileId, subjectId, personId, kind, verdict } = asked;
  await lockCaseFiles(tx, [caseFileId]);
  const file = (await readStates(tx, { reach: everything, clock: deps.clock }, [caseFileId])).get(caseFileId);
  const pending = await readPending(tx, { fileIds: [caseFileId], subjectId });
  const task = pending.find(
    (each) => each.status === 'open' && each.kind === kind && each.toPersonId === personId,
  );
  if (file === undefined || task === undefined) return false;
  const line = await readLines(tx, [task.id]);
  const decision = decideAnswer(line, task, { verdict, text: null });
  await writeTaskChanges(tx, deps, [{ file, line, acting, ...decision }]);
  return true;
}
