import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { holdsPhrases } from '../candidates.ts';
import type { DocumentMatch } from '../matches.ts';
import { liesThere } from '../search-sight.ts';

/** An entry whose documents were found; its rights were in the query that found it. */
export type FoundPlace = { book_id: string; number: number };

/** The piece of a document in which most of what was sought stands. */
export type FoundPiece = {
  bookId: string;
  number: number;
  documentId: string;
  name: string;
  /** The case file that holds it itself; null for an entry's own. */
  caseFileId: string | null;
  pages: number;
  page: number;
  text: string;
  /** What its file is called, where the opis says otherwise. */
  fileName: string;
  /** What was noted when it left. */
  departures: string[];
};

/** Of each entry the document with most of what was sought, and the best piece of it. */
export async function findBestPieces(
  db: Db,
  places: readonly FoundPlace[],
  match: DocumentMatch,
): Promise<FoundPiece[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<FoundPiece>`
    SELECT held.book_id AS "bookId", held.number, held.document_id AS "documentId",
      coalesce(case_items.title, documents.name) AS name,
      CASE WHEN held.own THEN case_items.case_file_id END AS "caseFileId",
      least(coalesce(blobs.preview_pages, 0), 200) AS pages, coalesce(piece.page, 1) AS page,
      coalesce(substr(file_texts.text, piece.from_char + 1, piece.chars), '') AS text,
      documents.name AS "fileName", ARRAY(SELECT letter_departures.note FROM letter_documents
        JOIN letter_departures ON letter_departures.letter_id = letter_documents.letter_id
        WHERE letter_documents.document_id = held.document_id AND letter_departures.note IS NOT NULL
        ORDER BY letter_departures.id) AS departures
    FROM json_to_recordset(${JSON.stringify(places)}) AS wanted(book_id uuid, number int)
    CROSS JOIN LATERAL (
      SELECT held.document_id, held.ordinal, held.book_id, held.number, held.own, held.sha256, held.page
      FROM search_documents AS held
      WHERE held.book_id = wanted.book_id AND held.number = wanted.number AND held.words @@ ${match.candidate}
        AND ${holdsPhrases(match)} AND ${liesThere}
      ORDER BY ts_rank(held.words, ${match.any}) DESC, held.document_id, held.ordinal LIMIT 1) AS held
    LEFT JOIN LATERAL (${bestPiece(match)}) AS piece ON true
    JOIN documents ON documents.id = held.document_id
    JOIN blobs ON blobs.sha256 = held.sha256
    LEFT JOIN file_texts ON file_texts.sha256 = held.sha256 AND file_texts.page = piece.page
    LEFT JOIN case_items ON case_items.document_id = held.document_id
  `.execute(db);
  return rows;
}

// Where all of it stands in one piece, phrases and all, before where most of it does.
function bestPiece({ candidate, phrases, any }: DocumentMatch): RawBuilder<unknown> {
  const whole = [candidate, ...phrases].map((query) => sql`(search_pages.words @@ ${query})::int`);
  return sql`
    (SELECT held.page, 0 AS from_char, 200000 AS chars WHERE held.page IS NOT NULL)
    UNION ALL
    (SELECT search_pages.page, search_pages.from_char, search_pages.chars FROM search_pages
      WHERE held.page IS NULL AND search_pages.document_id = held.document_id AND search_pages.ordinal = held.ordinal
      ORDER BY ${sql.join(whole, sql` + `)} DESC, ts_rank(search_pages.words, ${any}) DESC, search_pages.page,
        search_pages.from_char LIMIT 1)`;
}
