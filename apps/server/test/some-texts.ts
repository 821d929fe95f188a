import { sql } from 'kysely';
import { searchTexts } from '../src/modules/search/index.ts';
import type { Db } from '../src/platform/db.ts';

/** What was read in a file, kept as the processing keeps it: in the transaction that tells of it. */
export async function keepTexts(
  db: Db,
  sha256: string,
  pages: readonly string[],
  source: 'layer' | 'ocr' = 'layer',
): Promise<void> {
  const rows = pages.map((text, at) => ({ sha256, page: at + 1, text, source }));
  await db.transaction().execute(async (tx) => {
    await sql`DELETE FROM file_texts WHERE file_texts.sha256 = ${sha256}`.execute(tx);
    await sql`
      INSERT INTO file_texts (sha256, page, text, source) SELECT row.sha256, row.page, row.text, row.source
      FROM json_to_recordset(${JSON.stringify(rows)}) AS row(sha256 text, page int, text text, source text)
    `.execute(tx);
    await searchTexts.textReady(tx, [sha256]);
  });
}
