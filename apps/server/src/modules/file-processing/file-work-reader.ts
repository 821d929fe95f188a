import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { FileText, FileWork } from './file-work.ts';

/** The works on these files, by file; tells nothing about rights: whoever asks has read a document that holds them. */
export async function fileWorkOf(db: Db | Tx, sha256s: readonly string[]): Promise<FileWork[]> {
  if (sha256s.length === 0) return [];
  const { rows } = await sql<FileWork>`
    SELECT file_works.sha256, file_works.kind, file_works.status, file_works.flags, file_works.done, file_works.total,
      file_works.tool, file_works.detail
    FROM file_works WHERE file_works.sha256 = ANY (${sha256s}::text[])
    ORDER BY file_works.sha256, file_works.kind
  `.execute(db);
  return rows;
}

/** What can be read in these files, by file and page; pages not read yet are not in it. Rights as above. */
export async function fileTexts(db: Db | Tx, sha256s: readonly string[]): Promise<FileText[]> {
  if (sha256s.length === 0) return [];
  const { rows } = await sql<FileText>`
    SELECT file_texts.sha256, file_texts.page, file_texts.text, file_texts.source
    FROM file_texts WHERE file_texts.sha256 = ANY (${sha256s}::text[])
    ORDER BY file_texts.sha256, file_texts.page
  `.execute(db);
  return rows;
}
