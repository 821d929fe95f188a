import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { FileText } from './file-work.ts';

/** Keeps what was read of a file, page by page; a page read again is as it was read last. */
export async function saveTexts(tx: Db | Tx, texts: readonly FileText[]): Promise<void> {
  if (texts.length === 0) return;
  await sql`
    INSERT INTO file_texts (sha256, page, text, source)
    SELECT item.sha256, item.page, item.text, item.source
    FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS item(sha256 text, page int, text text, source text)
    ON CONFLICT (sha256, page) DO UPDATE SET text = excluded.text, source = excluded.source
  `.execute(tx);
}

/** The pages of a file that were read before: a work that was cut short goes on after them. */
export async function listReadPages(db: Db, sha256: string): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ page: number }>`
    SELECT file_texts.page FROM file_texts WHERE file_texts.sha256 = ${sha256}
  `.execute(db);
  return new Set(rows.map(({ page }) => page));
}
