import { AppError, type ErrorCode } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import type { CaseFileState } from '../case-file.ts';
import { refuseBarred } from '../complaint/refuse-barred.ts';
import type { Task } from './task.ts';

/** Where the first task of a step stands in the request: the path of what is wrong with it. */
export type AskedAt = { task: Task; path: string };

/**
 * Throws unless everybody who is asked may be: units that receive papers, people who work here today and, in a
 * confidential register, are named on it; nobody whom the file complains of or who is under them (PET-11); no day that
 * has passed; the same of one person once a step; documents that are in the opis.
 */
export async function checkAsked(
  tx: Tx,
  { clock }: { clock: Clock },
  { file, asked }: { file: CaseFileState; asked: readonly AskedAt[] },
): Promise<void> {
  const today = toLegalTime(clock.now()).date;
  // The paper of a closed file still goes from hand to hand; whether a letter may, letters themselves say.
  const isQuestion = asked.some(
    ({ task }) => task.kind !== 'hand-over' && task.subjectType !== 'letter-version',
  );
  if (file.status === 'closed' && isQuestion) throw new AppError('conflict', 'case-task.file-closed');
  const known = await readKnown(tx, { file, asked, today });
  const seen = new Set<string>();
  for (const { task, path } of asked) {
    if (task.dueOn !== null && task.dueOn < today) throw refused(`${path}.dueOn`, 'case-task.due-date-past');
    refuseUnknown({ task, path }, file, known);
    const once = `${task.position} ${task.kind} ${task.toUnitId ?? task.toPersonId}`;
    if (seen.has(once)) throw refused(`${path}.to`, 'case-task.asked-twice');
    seen.add(once);
  }
  await refuseBarred(tx, { clock }, { file, asked: asked.map(toTarget) });
}

function refuseUnknown({ task, path }: AskedAt, { sealed }: CaseFileState, known: Known) {
  const { toUnitId, toPersonId, subjectType, subjectId } = task;
  if (toUnitId !== null && sealed) throw refused(`${path}.to.unit`, 'case-task.persons-only');
  if (toUnitId !== null && !known.units.has(toUnitId)) {
    throw refused(`${path}.to.unit`, 'case-task.unit-not-found');
  }
  if (toPersonId !== null && !known.people.has(toPersonId)) {
    throw refused(`${path}.to.person`, sealed ? 'case-task.persons-only' : 'case-task.person-not-found');
  }
  if (subjectType === 'document' && !known.documents.has(subjectId)) {
    throw refused('subject.id', 'case-task.subject-not-found');
  }
}

const toTarget = ({ task, path }: AskedAt) => ({
  unitId: task.toUnitId,
  personId: task.toPersonId,
  path: `${path}.to.${task.toUnitId === null ? 'person' : 'unit'}`,
});

type Known = { units: Set<string>; people: Set<string>; documents: Set<string> };

async function readKnown(
  tx: Tx,
  { file, asked, today }: { file: CaseFileState; asked: readonly AskedAt[]; today: string },
): Promise<Known> {
  const ids = (of: (task: Task) => string | null) =>
    asked.map(({ task }) => of(task)).filter((id) => id !== null);
  const { rows } = await sql<{ kind: 'units' | 'people' | 'documents'; id: string }>`
    SELECT 'units' AS kind, units.id FROM units WHERE units.id = ANY (${ids((task) => task.toUnitId)}::uuid[])
      AND (units.closed_on IS NULL OR units.closed_on > ${today}::date)
    UNION ALL
    SELECT 'people', staff.id FROM staff WHERE staff.id = ANY (${ids((task) => task.toPersonId)}::uuid[])
      AND staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
      AND (NOT ${file.sealed}::boolean OR EXISTS (SELECT FROM register_members
        WHERE register_members.register_id = ${file.registerId} AND register_members.staff_id = staff.id))
    UNION ALL
    SELECT 'documents', case_items.document_id FROM case_items
    WHERE case_items.case_file_id = ${file.id} AND case_items.document_id = ANY (${ids((task) => task.subjectId)}::uuid[])
  `.execute(tx);
  const of = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.id));
  return { units: of('units'), people: of('people'), documents: of('documents') };
}

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
