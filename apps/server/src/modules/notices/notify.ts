import type { NoticeKind, TermRole } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { announceChanges } from '../events/index.ts';

/**
 * What a person is to be told, ids and codes only. `key` says what, so that nobody is told the same twice: of one that the
 * person has already nothing is kept.
 */
export type NewNotice = {
  readonly staffId: string;
  readonly kind: NoticeKind;
  readonly caseFileId: string | null;
  /** A term, a task, a letter. */
  readonly subjectId?: string | null;
  readonly dueOn?: string | null;
  /** Role of the term that it is about. */
  readonly role?: TermRole | null;
  readonly key: string;
};

/** Leaves notices, in the transaction that gave rise to them, and tells the open pages. Gives how many were new. */
export async function notify(tx: Tx, notices: readonly NewNotice[], at: Date): Promise<number> {
  if (notices.length === 0) return 0;
  const rows = notices.map(({ staffId, kind, caseFileId, subjectId, dueOn, role, key }) => ({
    ...{
      id: newId(),
      staff: staffId,
      kind,
      file: caseFileId,
      subject: subjectId,
      due: dueOn,
      about: role,
      key,
    },
  }));
  const { rows: told } = await sql<{ staffId: string }>`
    INSERT INTO notices (id, staff_id, kind, case_file_id, subject_id, due_on, about, key, created_at)
    SELECT notice.id, notice.staff, notice.kind, notice.file, notice.subject, notice.due, notice.about, notice.key, ${at}
    FROM json_to_recordset(${JSON.stringify(rows)}) AS notice(id uuid, staff uuid, kind text, file uuid, subject uuid,
      due date, about text, key text)
    ON CONFLICT (staff_id, key) DO NOTHING
    RETURNING notices.staff_id AS "staffId"
  `.execute(tx);
  const people = [...new Set(told.map(({ staffId }) => staffId))];
  await announceChanges(
    tx,
    people.map((staffId) => ({ topic: 'notices', subjectId: null, principals: [staffId], at })),
  );
  return told.length;
}
