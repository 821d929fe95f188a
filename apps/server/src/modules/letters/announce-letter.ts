import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { announceChange } from '../events/index.ts';

/** Hints to the open pages of a letter's file that something of it changed. */
export async function announceLetter(tx: Tx, caseFileId: string, at: Date): Promise<void> {
  const { rows } = await sql<{ principals: string[]; sealed: string | null }>`
    SELECT array_remove(ARRAY[case_files.unit_id, case_files.handler_id], NULL) AS principals,
      CASE WHEN registers.kind = 'confidential' THEN registers.id END AS sealed
    FROM case_files JOIN entries ON entries.id = case_files.id JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    WHERE case_files.id = ${caseFileId}
  `.execute(tx);
  const [file] = rows;
  if (file === undefined) return;
  await announceChange(tx, {
    ...{ topic: 'case-files', subjectId: caseFileId, at },
    principals: file.principals,
    sealedRegisterId: file.sealed,
  });
}
