import { AppError, type DocumentMarks, type DocumentMarksRequest, type PageWord } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { Papers } from '../../../platform/preview/papers.ts';
import type { Actor } from '../../identity/index.ts';
import type { RegisterDirectory } from '../../registry/index.ts';
import { cutAround, type Marks } from '../mark-words.ts';
import { type DocumentMatch, matchDocuments } from '../matches.ts';
import { readSought } from '../read-sought.ts';
import { liesThere, mayReadFile, sightOf } from '../search-sight.ts';
import { readStems } from '../tell-reasons.ts';
import { type Marking, markText } from './mark-text.ts';

export type MarksDeps = {
  db: Db;
  clock: Clock;
  keys: Pick<FieldKeys, 'lookupKey'>;
  registers: RegisterDirectory;
  files: FileStore;
  papers: Papers;
};

const mostPages = 200;
const mostPassages = 6;

/**
 * Where on a page of a document what was sought stands, for who may read the file that it is in. Error, and for everybody
 * else: `document.not-found`.
 */
export async function showMarks(
  deps: MarksDeps,
  actor: Actor,
  { document, page, text }: DocumentMarksRequest,
): Promise<DocumentMarks> {
  const today = toLegalTime(deps.clock.now()).date;
  const sought = readSought(text, { keys: deps.keys, today, subRegisters: new Set() });
  const match = matchDocuments(sought);
  const held = await readHeld(deps, actor, { document, page, match });
  const reading = { lookupKey: deps.keys.lookupKey, today };
  const pageText = (held.text ?? '').replace(/\s/g, ' ');
  const stemOf = await readStems(deps.db, [pageText], sought.words);
  const marking = { ...sought, stemOf, reading };
  const words = await readPageWords(deps, held, page);
  return {
    boxes: markBoxes(words, marking),
    passages: cutPassages(pageText, markText(pageText, marking)),
    pages: held.pages,
  };
}

type Held = { sha256: string; mediaType: string; text: string | null; pages: number[] };

async function readHeld(
  deps: MarksDeps,
  actor: Actor,
  { document, page, match }: { document: string; page: number; match: DocumentMatch | null },
): Promise<Held> {
  const sight = await sightOf(deps.registers, actor);
  const { rows } = await sql<Held>`
    SELECT held.sha256, blobs.media_type AS "mediaType",
      (SELECT file_texts.text FROM file_texts WHERE file_texts.sha256 = held.sha256 AND file_texts.page = ${page}) AS text,
      ${match === null ? sql`'[]'::json` : pagesWith(match)} AS pages
    FROM search_documents AS held
    JOIN search_entries AS found ON found.book_id = held.book_id AND found.number = held.number
    JOIN blobs ON blobs.sha256 = held.sha256
    WHERE held.document_id = ${document} AND held.ordinal = 1 AND ${mayReadFile(sight)} AND ${liesThere}
  `.execute(deps.db);
  const [held] = rows;
  if (held === undefined) throw new AppError('not-found', 'document.not-found');
  return held;
}

const pagesWith = ({ any }: DocumentMatch): RawBuilder<number[]> => sql`(
  SELECT coalesce(json_agg(listed.page ORDER BY listed.page), '[]') FROM (
    SELECT DISTINCT each.page FROM (
      SELECT one.page FROM search_documents AS one
      WHERE one.document_id = held.document_id AND one.page IS NOT NULL AND one.words @@ ${any}
      UNION ALL
      SELECT search_pages.page FROM search_pages
      WHERE search_pages.document_id = held.document_id AND search_pages.words @@ ${any}) AS each
    ORDER BY each.page LIMIT ${mostPages}) AS listed)`;

async function readPageWords(deps: MarksDeps, { sha256, mediaType }: Held, page: number) {
  if (mediaType !== 'application/pdf') return [];
  const words = await deps.files.withLocalCopy(sha256, (path) =>
    deps.papers.listWords({ sha256, path, mediaType }, page),
  );
  return words ?? [];
}

/** Words of the page as one text, marked as that is; a mark over several words is a box each. */
function markBoxes(words: readonly PageWord[], marking: Marking): DocumentMarks['boxes'] {
  let length = 0;
  const placed = words.map((word) => {
    const from = length;
    length += word.text.length + 1;
    return { word, from, to: from + word.text.length };
  });
  const marks = markText(words.map(({ text }) => text).join(' '), marking);
  return placed
    .filter(({ from, to }) => marks.some(([start, end]) => start < to && end > from))
    .map(({ word: { x, y, width, height } }) => ({ x, y, width, height }));
}

/** Pieces of the page around its marks, each mark in one of them. */
function cutPassages(text: string, marks: Marks): DocumentMarks['passages'] {
  const passages: DocumentMarks['passages'] = [];
  let left = marks;
  while (left[0] !== undefined && passages.length < mostPassages) {
    const passage = cutAround(text, left, left[0][0]);
    passages.push(passage);
    left = left.slice(Math.max(1, passage.marks.length));
  }
  return passages;
}
