import type { SearchFilters } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { keys } from './entry-keys.ts';
import { anyKey, type DocumentMatch, type WordMatch } from './matches.ts';
import type { ExactKeys } from './read-sought.ts';
import { liesThere, mayReadFile, maySee, type SearchSight } from './search-sight.ts';

/** Filters with codes resolved; an unknown register or unit leaves nothing. */
export type Narrowing = Pick<SearchFilters, 'year' | 'channel' | 'status' | 'direction'> & {
  registerId?: string | undefined;
  unitId?: string | undefined;
  /** Instants: registered from the first on, and before the other. */
  since?: Date | undefined;
  before?: Date | undefined;
};

/** How an entry came to be found; the lower comes first. */
export const hits = { exact: 1, party: 2, words: 3, document: 4, similar: 5 } as const;

/** What every branch is asked within. `weeks`: oldest and newest week to look in, newest first; null for all. */
export type Scope = {
  sight: SearchSight;
  narrowing: Narrowing;
  by: 'rows' | 'words';
  weeks: { from: number; to: number } | null;
  /** The newest so many are taken, and one more that tells of the others. */
  cap: number;
};

const columns =
  sql.raw(`found.book_id, found.number, found.register_id, found.year, found.registered_at, found.status,
  found.direction, found.channel, found.unit_id, found.words`);

/** Rows that the person may see, to begin at when they are few: a common table expression `mine`. */
export function rowsInSight({ principals, whole }: SearchSight): RawBuilder<unknown> {
  return sql`mine AS MATERIALIZED (
    SELECT entry_readers.book_id, entry_readers.number FROM entry_readers
    WHERE entry_readers.principal = ANY (${principals}::uuid[])
    UNION
    SELECT search_entries.book_id, search_entries.number FROM search_entries
    WHERE search_entries.register_id = ANY (${whole}::uuid[])
  )`;
}

/** Rows whose file the person may read, to begin at when they are few: a common table expression `readable`. */
export function filesInSight({ principals, sealed }: SearchSight): RawBuilder<unknown> {
  return sql`readable AS MATERIALIZED (
    SELECT entry_readers.book_id, entry_readers.number FROM entry_readers
    WHERE entry_readers.principal = ANY (${principals}::uuid[])
    UNION
    SELECT search_entries.book_id, search_entries.number FROM search_entries
    WHERE search_entries.register_id = ANY (${sealed}::uuid[])
  )`;
}

/** The newest entries where one of the keys stands: numbers, however frequent, are few. */
export function exactBranch(scope: Scope, exact: ExactKeys): RawBuilder<unknown> | null {
  const all = [...exact.anyYear, ...(exact.ofYear?.keys ?? [])];
  if (all.length === 0) return null;
  const ways = [
    ...(exact.anyYear.length === 0 ? [] : [sql`found.words @@ ${anyKey(exact.anyYear)}`]),
    ...(exact.ofYear === null
      ? []
      : [sql`(found.year = ${exact.ofYear.year} AND found.words @@ ${anyKey(exact.ofYear.keys)})`]),
  ];
  return branch(scope, {
    hit: hits.exact,
    from: sql`search_entries AS found`,
    where: sql`found.words @@ ${anyKey(all)} AND (${sql.join(ways, sql` OR `)}) AND ${maySee(scope.sight)}`,
  });
}

/** The newest entries of these parties. */
export function partyBranch(
  scope: Scope,
  ids: readonly string[],
  hit: typeof hits.party | typeof hits.similar,
): RawBuilder<unknown> | null {
  if (ids.length === 0) return null;
  const theirs = sql`entries.party_id = ANY (${ids}::uuid[])`;
  return scope.by === 'rows'
    ? branch(scope, {
        hit,
        from: rowByRow(sql`mine`),
        where: sql`EXISTS (SELECT FROM entries WHERE entries.book_id = found.book_id
          AND entries.number = found.number AND ${theirs}) AND ${maySee(scope.sight)}`,
      })
    : branch(scope, {
        hit,
        from: rowByRow(sql`(SELECT entries.book_id, entries.number FROM entries WHERE ${theirs}) AS mine`),
        where: maySee(scope.sight),
      });
}

/** The newest entries with the words: in what the person may read of each, which is not the same for all rows. */
export function wordsBranch(scope: Scope, match: WordMatch): RawBuilder<unknown> {
  const { sight, by } = scope;
  const within = [match.file, ...narrowingKeys(scope)];
  const may = sql`((found.register_id = ANY (${sight.whole}::uuid[]) AND found.words @@ ${match.row})
    OR ${mayReadFile(sight)})`;
  return branch(scope, {
    hit: hits.words,
    from: by === 'rows' ? rowByRow(sql`mine`) : sql`search_entries AS found`,
    where: sql`found.words @@ (${by === 'rows' ? match.file : sql.join(within, sql` && `)}) AND ${may}`,
  });
}

/**
 * The newest entries in whose documents the words stand, among those whose file the person may read: nobody else learns
 * what is written in a paper. An entry is one hit, however many of its documents hold the words; what it says
 * itself (`said`) is found already, and leaves it out.
 */
export function documentsBranch(
  scope: Scope,
  match: DocumentMatch,
  said: WordMatch | null,
): RawBuilder<unknown> {
  const { sight, by } = scope;
  const weeks = weekKeys(scope);
  const query = by === 'rows' || weeks === null ? match.candidate : sql`(${match.candidate} && ${weeks})`;
  const begin =
    by === 'rows'
      ? sql`readable CROSS JOIN LATERAL (SELECT ${heldColumns} FROM search_documents
          WHERE search_documents.book_id = readable.book_id AND search_documents.number = readable.number OFFSET 0) AS held`
      : sql`search_documents AS held`;
  return sql`(SELECT DISTINCT ON (found.registered_at, found.book_id, found.number) ${columns}, ${sql.lit(hits.document)} AS hit
    FROM ${begin} CROSS JOIN LATERAL (
      SELECT ${sql.raw('search_entries.*')} FROM search_entries
      WHERE search_entries.book_id = held.book_id AND search_entries.number = held.number OFFSET 0) AS found
    WHERE held.words @@ ${query} AND ${holdsPhrases(match)} AND ${mayReadFile(sight)} AND ${liesThere}
      AND ${said === null ? sql`true` : sql`NOT found.words @@ ${said.file}`} AND ${narrowed(scope.narrowing)}
    ORDER BY found.registered_at DESC, found.book_id DESC, found.number DESC LIMIT ${scope.cap + 1})`;
}

const heldColumns = sql.raw(
  'search_documents.document_id, search_documents.ordinal, search_documents.book_id, search_documents.number, search_documents.own, search_documents.page, search_documents.words',
);

/** True where every phrase stands: in the row `held` itself, or in one of its pieces. */
export function holdsPhrases({ phrases, keys }: DocumentMatch): RawBuilder<boolean> {
  if (phrases.length === 0) return sql<boolean>`true`;
  const each = phrases.map(
    (phrase) => sql`(held.words @@ ${phrase} OR (held.page IS NULL AND EXISTS (SELECT FROM search_pages
      WHERE search_pages.document_id = held.document_id AND search_pages.ordinal = held.ordinal
        AND search_pages.words @@ ${phrase})))`,
  );
  const all = sql`(${sql.join(each, sql` AND `)})`;
  return keys === null ? sql<boolean>`${all}` : sql<boolean>`(held.words @@ ${keys} OR ${all})`;
}

// OFFSET 0 keeps the rows the first step: the planner knows neither how few they are nor how frequent a word is.
function rowByRow(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${rows} CROSS JOIN LATERAL (
    SELECT ${sql.raw('search_entries.*')} FROM search_entries
    WHERE search_entries.book_id = mine.book_id AND search_entries.number = mine.number OFFSET 0) AS found`;
}

// An index of words alone: what narrows is a word too, and the rarest is read first.
function narrowingKeys(scope: Scope): RawBuilder<string>[] {
  const { registerId, unitId } = scope.narrowing;
  const weeks = weekKeys(scope);
  return [
    ...(registerId === undefined ? [] : [anyKey([keys.register(registerId)])]),
    ...(unitId === undefined ? [] : [anyKey([keys.unit(unitId)])]),
    ...(weeks === null ? [] : [weeks]),
  ];
}

const weekKeys = ({ weeks }: Scope) =>
  weeks && anyKey(Array.from({ length: weeks.to - weeks.from + 1 }, (_, at) => keys.week(weeks.from + at)));

function branch(
  { narrowing, cap }: Scope,
  { hit, from, where }: { hit: number; from: RawBuilder<unknown>; where: RawBuilder<unknown> },
): RawBuilder<unknown> {
  return sql`(SELECT ${columns}, ${sql.lit(hit)} AS hit FROM ${from} WHERE ${where} AND ${narrowed(narrowing)}
    ORDER BY found.registered_at DESC, found.book_id DESC, found.number DESC LIMIT ${cap + 1})`;
}

function narrowed(narrowing: Narrowing): RawBuilder<boolean> {
  const { registerId, unitId, year, channel, status, direction, since, before } = narrowing;
  const parts = [
    since === undefined ? undefined : sql`found.registered_at >= ${since}`,
    before === undefined ? undefined : sql`found.registered_at < ${before}`,
    registerId === undefined ? undefined : sql`found.register_id = ${registerId}`,
    unitId === undefined ? undefined : sql`found.unit_id = ${unitId}`,
    year === undefined ? undefined : sql`found.year = ${year}`,
    channel === undefined ? undefined : sql`found.channel = ${channel}`,
    status === undefined ? undefined : sql`found.status = ${status}`,
    direction === undefined ? undefined : sql`found.direction = ${direction}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` AND `)}`;
}
