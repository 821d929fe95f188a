import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** From now on the pages of this PDF stand for those bytes on the screen. */
export async function showAs(tx: Tx, sha256: string, copySha256: string): Promise<void> {
  await sql`UPDATE blobs SET shown_as = ${copySha256} WHERE blobs.sha256 = ${sha256}`.execute(tx);
}

/** The PDF whose pages stand for these bytes, if one was made. */
export async function findShownAs(db: Db, sha256: string): Promise<string | undefined> {
  const { rows } = await sql<{ shown_as: string | null }>`
    SELECT blobs.shown_as FROM blobs WHERE blobs.sha256 = ${sha256}
  `.execute(db);
  return rows[0]?.shown_as ?? undefined;
}
