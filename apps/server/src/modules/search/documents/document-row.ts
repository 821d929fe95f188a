import { listIndexedWords, longestWord, takeOutCnps } from '../search-words.ts';
import { findTextKeys, type KeyReading } from './text-keys.ts';

/** One page of what can be read in a file; an unpaged file has one. */
export type PageText = { readonly page: number; readonly text: string };

/** A piece of a page: where it stands and its words in their order. Pieces overlap by a phrase. */
export type Piece = { page: number; from: number; chars: number; words: string; keys: string[] };

/** A row of the index before its words are lexemes. `page` is set where all of it is one piece, and keeps its places. */
export type DocumentRow = { page: number | null; words: string; keys: string[]; pieces: Piece[] };

/** What a row holds at the most: a tsvector may not be longer than a megabyte, and memory has an end. */
const mostWords = 15_000;
const mostPieces = 250;
const pieceChars = 4_000;
/** So that the longest phrase that can be asked for stands in one piece wherever it begins. */
const overlapChars = 240;

/**
 * Makes rows of the pages of a document as they come, holding one row and one page at a time: a text of any length takes
 * the same memory. Nearly every document is one row.
 */
export async function* toDocumentRows(
  pages: AsyncIterable<PageText> | Iterable<PageText>,
  reading: KeyReading,
): AsyncGenerator<DocumentRow> {
  let row = emptyRow();
  for await (const page of pages)
    for (const piece of toPieces(page, reading)) {
      const words = piece.words.split(' ').filter(Boolean);
      if (row.pieces.length === mostPieces || row.distinct.size + words.length > mostWords) {
        yield closeRow(row);
        row = emptyRow();
      }
      row.pieces.push(piece);
      for (const word of words) row.distinct.add(word);
      for (const key of piece.keys) row.keys.add(key);
    }
  if (row.pieces.length > 0) yield closeRow(row);
}

type OpenRow = { pieces: Piece[]; distinct: Set<string>; keys: Set<string> };

const emptyRow = (): OpenRow => ({ pieces: [], distinct: new Set(), keys: new Set() });

function closeRow({ pieces, distinct, keys }: OpenRow): DocumentRow {
  const [only, ...others] = pieces;
  if (only !== undefined && others.length === 0 && only.from === 0)
    return { page: only.page, words: only.words, keys: [...keys], pieces: [] };
  return { page: null, words: [...distinct].join(' '), keys: [...keys], pieces };
}

/** The pieces of a page that have words; its text is read through once for codes before it is cut. */
function* toPieces({ page, text }: PageText, reading: KeyReading): Generator<Piece> {
  const keys = findTextKeys(text, reading);
  const { rest } = takeOutCnps(text, reading.today);
  for (let from = 0; from < text.length; ) {
    const end = endOfPiece(rest, from);
    const piece = rest.slice(from, betweenWords(rest, end + overlapChars));
    const words = listIndexedWords(piece);
    const inside = keys.filter((key) => key.from >= from && key.from < end);
    if (words.length > 0 || inside.length > 0)
      yield {
        page,
        from: characters(text, from),
        chars: characters(text, from + piece.length) - characters(text, from),
        words: words.join(' '),
        keys: [...new Set(inside.map(({ key }) => key))],
      };
    from = end;
  }
}

const endOfPiece = (text: string, from: number): number =>
  text.length - from <= pieceChars + overlapChars ? text.length : betweenWords(text, from + pieceChars);

/** The nearest place before `at` where a word ends; `at` itself where there is none near. */
function betweenWords(text: string, at: number): number {
  if (at >= text.length) return text.length;
  for (let place = at; place > at - longestWord; place--) if (/\s/.test(text.charAt(place))) return place;
  return at;
}

// PostgreSQL counts characters where JavaScript counts units of UTF-16; they part on emoji alone.
const outsidePlane = /[\ud800-\udbff]/g;
function characters(text: string, to: number): number {
  return to - (text.slice(0, to).match(outsidePlane)?.length ?? 0);
}
