import { sql } from 'kysely';
import type { TermFile, TermFiles } from '../../deadlines/index.ts';

/** Where files lie, as their terms ask: whose they are, and in which confidential register if in one. */
export const termFiles: TermFiles = {
  async placesOf(db, fileIds) {
    if (fileIds.length === 0) return new Map();
    const { rows } = await sql<TermFile>`
      SELECT case_files.id, case_files.unit_id AS "unitId", case_files.handler_id AS "handlerId",
        CASE WHEN registers.kind = 'confidential' THEN registers.id END AS "sealedRegisterId"
      FROM case_files
      JOIN entries ON entries.id = case_files.id
      JOIN books ON books.id = entries.book_id
      JOIN registers ON registers.id = books.register_id
      WHERE case_files.id = ANY (${fileIds}::uuid[])
    `.execute(db);
    return new Map(rows.map((row) => [row.id, row]));
  },
};
