import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { keys, weekOf } from '../entry-keys.ts';
import { fieldGap } from '../search-words.ts';
import type { DocumentRow, PageText, Piece } from './document-row.ts';

/** Where a document lies now: an entry of its own, or the one that opened the case file which holds it (`own`). */
export type DocumentPlace = {
  documentId: string;
  sha256: string;
  own: boolean;
  bookId: string;
  number: number;
  registeredAt: Date;
  /** What the document is called: its file, and the opis where a person said it otherwise. */
  names: readonly string[];
  /** How it left, of a letter: what was noted at each departure. */
  departures: readonly string[];
};

/**
 * Where these documents lie, of those that may be found: in an entry that stands, was not moved away and is indexed
 * itself. The newest original is what is read.
 */
export async function readPlaces(tx: Tx, documentIds: readonly string[]): Promise<DocumentPlace[]> {
  const { rows } = await sql<DocumentPlace>`
    SELECT documents.id AS "documentId", file.sha256, documents.holder_type <> 'entry' AS own,
      entries.book_id AS "bookId", entries.number, entries.registered_at AS "registeredAt",
      array_remove(ARRAY[documents.name, case_items.title], NULL) AS names,
      ARRAY(SELECT letter_departures.note FROM letter_documents
        JOIN letter_departures ON letter_departures.letter_id = letter_documents.letter_id
        WHERE letter_documents.document_id = documents.id AND letter_departures.note IS NOT NULL
        ORDER BY letter_departures.id) AS departures
    FROM unnest(${documentIds}::uuid[]) AS wanted(id)
    JOIN documents ON documents.id = wanted.id
    LEFT JOIN case_items ON case_items.document_id = documents.id
    JOIN entries ON entries.id = CASE WHEN documents.holder_type = 'entry' THEN documents.holder_id
      WHEN case_items.entry_id IS NULL THEN case_items.case_file_id END
    JOIN search_entries ON search_entries.book_id = entries.book_id AND search_entries.number = entries.number
    JOIN LATERAL (SELECT document_files.sha256 FROM document_files
      WHERE document_files.document_id = documents.id AND document_files.kind = 'original'
      ORDER BY document_files.version DESC LIMIT 1) AS file ON true
    WHERE entries.status = 'registered' AND NOT entries.sealed
  `.execute(tx);
  return rows;
}

/** Waits for whoever is moving papers of these books away, and makes them wait: nothing is written back behind them. */
export async function holdBooks(tx: Tx, bookIds: readonly string[]): Promise<void> {
  await sql`
    SELECT FROM search_marks WHERE search_marks.book_id = ANY (${[...new Set(bookIds)]}::uuid[])
    ORDER BY search_marks.book_id FOR KEY SHARE
  `.execute(tx);
}

/** The first pages of these files, as many as most have; whoever has more is read on with `readPagesAfter`. */
export async function readFirstPages(
  tx: Tx,
  sha256s: readonly string[],
): Promise<ReadonlyMap<string, PageText[]>> {
  const { rows } = await sql<PageText & { sha256: string }>`
    SELECT file_texts.sha256, file_texts.page, file_texts.text FROM file_texts
    WHERE file_texts.sha256 = ANY (${[...new Set(sha256s)]}::text[]) AND file_texts.page <= ${firstPages}
    ORDER BY file_texts.sha256, file_texts.page
  `.execute(tx);
  const pages = new Map<string, PageText[]>();
  for (const { sha256, ...page } of rows) pages.set(sha256, [...(pages.get(sha256) ?? []), page]);
  return pages;
}

/** How many pages come with the first reading. */
export const firstPages = 2;

/** The next page after one, or undefined. One at a time: a page may have 200 000 characters. */
export async function readPageAfter(tx: Tx, sha256: string, page: number): Promise<PageText | undefined> {
  const { rows } = await sql<PageText>`
    SELECT file_texts.page, file_texts.text FROM file_texts
    WHERE file_texts.sha256 = ${sha256} AND file_texts.page > ${page} ORDER BY file_texts.page LIMIT 1
  `.execute(tx);
  return rows[0];
}

/** What the rows of a document say beside its text: the words of its entry, and a hash of them. */
export type DocumentContext = { names: string; texts: string; hash: string };

export type PlacedRow = { place: DocumentPlace; ordinal: number; row: DocumentRow; context: DocumentContext };

// Positions of the text itself are kept where it is one piece: there a phrase is found in the row.
const lexemes = sql.raw(`
  ts_delete(setweight(to_tsvector('simple', row.names), 'A')
    || setweight(to_tsvector('simple', '${fieldGap} ' || row.texts), 'B') || strip(to_tsvector('ro', row.texts))
    || CASE WHEN row.page IS NULL THEN strip(to_tsvector('simple', row.words))
         ELSE to_tsvector('simple', '${fieldGap} ' || row.words) END
    || strip(to_tsvector('ro', row.words)), '${fieldGap}')
  || array_to_tsvector(row.keys)`);

/** Writes rows of documents anew, with their pieces. Rows that stood beyond them are taken away by `dropDocuments`. */
export async function writeDocumentRows(tx: Tx, rows: readonly PlacedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const items = rows.map(({ place, ordinal, row, context }) => ({
    document_id: place.documentId,
    ordinal,
    book_id: place.bookId,
    number: place.number,
    registered_at: place.registeredAt.toISOString(),
    own: place.own,
    sha256: place.sha256,
    page: row.page,
    context: context.hash,
    names: context.names,
    texts: context.texts,
    words: row.words,
    keys: [...row.keys, keys.week(weekOf(place.registeredAt))],
  }));
  await sql`
    INSERT INTO search_documents (document_id, ordinal, book_id, number, registered_at, own, sha256, page, context, words)
    SELECT row.document_id, row.ordinal, row.book_id, row.number, row.registered_at, row.own, row.sha256, row.page,
      row.context, ${lexemes}
    FROM json_to_recordset(${JSON.stringify(items)}) AS row(document_id uuid, ordinal int, book_id uuid, number int,
      registered_at timestamptz, own boolean, sha256 text, page int, context text, names text, texts text, words text,
      keys text[])
  `.execute(tx);
  const pieces = rows.flatMap(({ place, ordinal, row }) =>
    row.pieces.map((piece) => toItem(piece, { document_id: place.documentId, ordinal })),
  );
  for (let from = 0; from < pieces.length; from += piecesAtOnce)
    await writePieces(tx, pieces.slice(from, from + piecesAtOnce));
}

const piecesAtOnce = 100;

const toItem = (
  { page, from, chars, words, keys: found }: Piece,
  row: { document_id: string; ordinal: number },
) => ({ ...row, page, from_char: from, chars, words, keys: found });

async function writePieces(tx: Tx, pieces: readonly object[]) {
  await sql`
    INSERT INTO search_pages (document_id, ordinal, page, from_char, chars, words)
    SELECT piece.document_id, piece.ordinal, piece.page, piece.from_char, piece.chars,
      ts_delete(to_tsvector('simple', piece.words), ${fieldGap}) || strip(to_tsvector('ro', piece.words)) || array_to_tsvector(piece.keys)
    FROM json_to_recordset(${JSON.stringify(pieces)}) AS piece(document_id uuid, ordinal int, page int, from_char int,
      chars int, words text, keys text[])
  `.execute(tx);
}

/** Takes documents out of the index, pieces and all. */
export async function dropDocuments(tx: Tx, documentIds: readonly string[]): Promise<void> {
  await sql`
    DELETE FROM search_documents WHERE search_documents.document_id = ANY (${documentIds}::uuid[])
  `.execute(tx);
}

/** What changed in an entry as its documents know it; `context` null for one whose documents must not be found. */
export type ChangedContext = { book_id: string; number: number; context: string | null };

/** Has the documents of these entries looked at again where their rows say something else of the entry, or are missing. */
export async function noteStaleDocuments(tx: Tx, changed: readonly ChangedContext[]): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    INSERT INTO search_pending (document_id)
    SELECT held.id FROM json_to_recordset(${JSON.stringify(changed)}) AS changed(book_id uuid, number int, context text)
    JOIN entries ON entries.book_id = changed.book_id AND entries.number = changed.number
    JOIN LATERAL (
      SELECT documents.id FROM documents WHERE documents.holder_type = 'entry' AND documents.holder_id = entries.id
      UNION ALL
      SELECT case_items.document_id FROM case_items WHERE case_items.case_file_id = entries.id AND case_items.entry_id IS NULL
    ) AS held ON true
    LEFT JOIN search_documents ON search_documents.document_id = held.id AND search_documents.ordinal = 1
    WHERE search_documents.context IS DISTINCT FROM changed.context
  `.execute(tx);
}

/** Has the documents that hold these files looked at again. */
export async function noteFiles(tx: Db | Tx, sha256s: readonly string[]): Promise<void> {
  await sql`INSERT INTO search_pending (sha256) SELECT unnest(${[...new Set(sha256s)]}::text[])`.execute(tx);
}

/** Has every document and every message looked at again, in place of whatever waits. */
export async function noteEverything(tx: Tx): Promise<void> {
  await sql`DELETE FROM search_pending`.execute(tx);
  await sql`INSERT INTO search_pending (document_id) SELECT documents.id FROM documents ORDER BY documents.id`.execute(
    tx,
  );
  await sql`INSERT INTO search_pending (message_id)
    SELECT intake_proposals.message_id FROM intake_proposals ORDER BY intake_proposals.message_id`.execute(
    tx,
  );
}

/** Locks the draining of what waits; false when another process is at it, unless one waits for it. */
export async function lockDrain(tx: Tx, { wait }: { wait: boolean }): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM search_drain FOR UPDATE ${wait ? sql`` : sql`SKIP LOCKED`}
  `.execute(tx);
  return rows.length > 0;
}

/** Takes the first of what waits, and tells which documents and messages they name. */
export async function takePending(
  tx: Tx,
  limit: number,
): Promise<{ taken: number; documentIds: readonly string[]; messageIds: readonly string[] }> {
  const { rows } = await sql<{
    document_id: string | null;
    sha256: string | null;
    message_id: string | null;
  }>`
    DELETE FROM search_pending WHERE search_pending.id IN (
      SELECT search_pending.id FROM search_pending ORDER BY search_pending.id LIMIT ${limit})
    RETURNING search_pending.document_id, search_pending.sha256, search_pending.message_id
  `.execute(tx);
  const files = rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  const holding = files.length === 0 ? [] : await listHolding(tx, files);
  const named = rows.flatMap(({ document_id: id }) => (id === null ? [] : [id]));
  const messages = rows.flatMap(({ message_id: id }) => (id === null ? [] : [id]));
  return {
    taken: rows.length,
    documentIds: [...new Set([...named, ...holding])],
    messageIds: [...new Set(messages)],
  };
}

async function listHolding(tx: Tx, sha256s: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT document_files.document_id AS id FROM document_files
    WHERE document_files.kind = 'original' AND document_files.sha256 = ANY (${sha256s}::text[])
  `.execute(tx);
  return rows.map(({ id }) => id);
}
