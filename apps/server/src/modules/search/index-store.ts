import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { IndexRow } from './index-row.ts';
import { fieldGap } from './search-words.ts';

/** Books whose ledger went on since the index last looked, with the record it came to. */
export async function listBehind(db: Db): Promise<{ bookId: string; behind: number }[]> {
  const { rows } = await sql<{ bookId: string; behind: number }>`
    SELECT books.id AS "bookId", books.last_seq - coalesce(search_marks.seq, 0) AS behind
    FROM books LEFT JOIN search_marks ON search_marks.book_id = books.id
    WHERE books.last_seq > coalesce(search_marks.seq, 0)
  `.execute(db);
  return rows;
}

/** How many records of the ledger the index has still to follow. */
export async function readIndexLag(db: Db): Promise<number> {
  const books = await listBehind(db);
  return books.reduce((sum, { behind }) => sum + behind, 0);
}

/**
 * Locks the mark of a book and tells how far the index came. Undefined when another process is at it, which will see
 * all that we see. Documents may be indexed meanwhile (`FOR KEY SHARE`); a paper that is moved away waits for both.
 */
export async function lockMark(
  tx: Tx,
  bookId: string,
  { wait }: { wait: boolean },
): Promise<number | undefined> {
  await sql`INSERT INTO search_marks (book_id, seq) VALUES (${bookId}, 0) ON CONFLICT DO NOTHING`.execute(tx);
  const { rows } = await sql<{ seq: number }>`
    SELECT search_marks.seq FROM search_marks WHERE search_marks.book_id = ${bookId}
    FOR NO KEY UPDATE ${wait ? sql`` : sql`SKIP LOCKED`}
  `.execute(tx);
  return rows[0]?.seq;
}

export async function moveMark(tx: Tx, bookId: string, seq: number): Promise<void> {
  await sql`UPDATE search_marks SET seq = ${seq} WHERE search_marks.book_id = ${bookId}`.execute(tx);
}

// As written for what is being typed and for names; stems beside them for the words of texts. A gap before each field
// keeps phrases inside it, and goes.
const field = (name: string, stems: boolean) =>
  [
    `to_tsvector('simple', '${fieldGap} ' || row.${name})`,
    ...(stems ? [`to_tsvector('ro', '${fieldGap} ' || row.${name})`] : []),
  ].join(' || ');
const lexemes = sql.raw(`
  ts_delete(setweight(${field('names', false)}, 'A')
    || setweight(${field('subject', true)}, 'B')
    || setweight(${field('beside', true)}, 'C')
    || setweight(${field('files', true)}, 'D'), '${fieldGap}')
  || array_to_tsvector(row.keys)`);

/** Writes rows anew; the same row twice is the same row. */
export async function writeRows(tx: Tx, rows: readonly IndexRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO search_entries AS standing
      (book_id, number, register_id, year, registered_at, status, direction, channel, unit_id, words)
    SELECT row.book_id, row.number, row.register_id, row.year, row.registered_at, row.status, row.direction,
      row.channel, row.unit_id, ${lexemes}
    FROM json_to_recordset(${JSON.stringify(rows)}) AS row(book_id uuid, number int, register_id uuid, year int,
      registered_at timestamptz, status text, direction text, channel text, unit_id uuid, names text, subject text,
      beside text, files text, keys text[])
    ON CONFLICT (book_id, number) DO UPDATE SET status = excluded.status, direction = excluded.direction,
      channel = excluded.channel, unit_id = excluded.unit_id, words = excluded.words
    WHERE (standing.status, standing.direction, standing.channel, standing.unit_id, standing.words)
      IS DISTINCT FROM (excluded.status, excluded.direction, excluded.channel, excluded.unit_id, excluded.words)
  `.execute(tx);
}
