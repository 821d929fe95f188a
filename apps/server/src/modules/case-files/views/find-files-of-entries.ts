import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type RegisterDirectory, readEntryReach } from '../../registry/index.ts';

/** In which case file each entry is, of those files that the actor may read; by id of entry. */
export async function findFilesOfEntries(
  deps: { db: Db; registers: RegisterDirectory },
  actor: Actor,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (entryIds.length === 0) return new Map();
  const { fileReadable } = await readEntryReach(deps, actor);
  const { rows } = await sql<{ entry_id: string; case_file_id: string }>`
    SELECT case_entries.entry_id, case_entries.case_file_id FROM case_entries
    JOIN entries ON entries.id = case_entries.case_file_id
    JOIN books ON books.id = entries.book_id
    WHERE case_entries.entry_id = ANY (${entryIds}::uuid[]) AND ${fileReadable}
  `.execute(deps.db);
  return new Map(rows.map((row) => [row.entry_id, row.case_file_id]));
}
