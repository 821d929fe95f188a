import type { InformationNote } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { InformationDeps } from '../information-deps.ts';

type Row = Omit<InformationNote, 'answeredAt' | 'late'> & { answeredAt: Date | null };

/** Internal notes of a file (F1): what units and people were asked, and what they said; oldest first. */
export async function listNotes(
  { db, clock }: Pick<InformationDeps, 'db' | 'clock'>,
  fileId: string,
): Promise<InformationNote[]> {
  const { rows } = await sql<Row>`
    SELECT case_tasks.id,
      CASE WHEN units.id IS NOT NULL THEN json_build_object('id', units.id, 'code', units.code, 'name', units.name,
        'shortName', units.short_name) END AS unit,
      staff.given_name || ' ' || staff.family_name AS person, case_tasks.due_on AS "dueOn", case_tasks.text AS question,
      case_tasks.status, case_tasks.answer, account_names.name AS "answeredBy", case_tasks.settled_at AS "answeredAt"
    FROM case_tasks
    LEFT JOIN units ON units.id = case_tasks.to_unit_id
    LEFT JOIN staff ON staff.id = case_tasks.to_person_id
    LEFT JOIN account_names ON account_names.account_id = case_tasks.settled_by
    WHERE case_tasks.case_file_id = ${fileId} AND case_tasks.kind IN ('clarification', 'opinion')
      AND case_tasks.subject_type = 'case-file'
    ORDER BY case_tasks.asked_at, case_tasks.id
  `.execute(db);
  const today = toLegalTime(clock.now()).date;
  return rows.map((row) => ({
    ...row,
    answer: row.status === 'done' ? row.answer : null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    late: row.status === 'open' && row.dueOn !== null && row.dueOn < today,
  }));
}
