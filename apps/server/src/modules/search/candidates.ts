import type { SearchFilters } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { keys } from './entry-keys.ts';
import { anyKey, type WordMatch } from './matches.ts';
import type { ExactKeys } from './read-sought.ts';
import { mayReadFile, maySee, type SearchSight } from './search-sight.ts';

/** Filters with codes resolved; an unknown register or unit leaves nothing. */
export type Narrowing = Pick<SearchFilters, 'year' | 'channel' | 'status' | 'direction'> & {
  registerId?: string | undefined;
  unitId?: string | undefined;
};

/** How an entry came to be found; the lower comes first. */
export const hits = { exact: 1, party: 2, words: 3, similar: 4 } as const;

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

// OFFSET 0 keeps the rows the first step: the planner knows neither how few they are nor how frequent a word is.
function rowByRow(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${rows} CROSS JOIN LATERAL (
    SELECT ${sql.raw('search_entries.*')} FROM search_entries
    WHERE search_entries.book_id = mine.book_id AND search_entries.number = mine.number OFFSET 0) AS found`;
}

// An index of words alone: what narrows is a word too, and the rarest is read first.
function narrowingKeys({ narrowing, weeks }: Scope): RawBuilder<string>[] {
  const { registerId, unitId } = narrowing;
  const newest =
    weeks && Array.from({ length: weeks.to - weeks.from + 1 }, (_, at) => keys.week(weeks.from + at));
  return [
    ...(registerId === undefined ? [] : [anyKey([keys.register(registerId)])]),
    ...(unitId === undefined ? [] : [anyKey([keys.unit(unitId)])]),
    ...(newest ? [anyKey(newest)] : []),
  ];
}

function branch(
  { narrowing, cap }: Scope,
  { hit, from, where }: { hit: number; from: RawBuilder<unknown>; where: RawBuilder<unknown> },
): RawBuilder<unknown> {
  return sql`(SELECT ${columns}, ${sql.lit(hit)} AS hit FROM ${from} WHERE ${where} AND ${narrowed(narrowing)}
    ORDER BY found.registered_at DESC, found.book_id DESC, found.number DESC LIMIT ${cap + 1})`;
}

function narrowed({ registerId, unitId, year, channel, status, direction }: Narrowing): RawBuilder<boolean> {
  const parts = [
    registerId === undefined ? undefined : sql`found.register_id = ${registerId}`,
    unitId === undefined ? undefined : sql`found.unit_id = ${unitId}`,
    year === undefined ? undefined : sql`found.year = ${year}`,
    channel === undefined ? undefined : sql`found.channel = ${channel}`,
    status === undefined ? undefined : sql`found.status = ${status}`,
    direction === undefined ? undefined : sql`found.direction = ${direction}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` AND `)}`;
}
