import { AppError, type Channel, type Direction, type EntryStatus } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Db, Tx } from '../../platform/db.ts';
import { hits } from './candidates.ts';
import { anyKey } from './matches.ts';
import { mayReadFile, type SearchSight } from './search-sight.ts';

/** An entry of the page, as its row is now; `file` is true when its file may be read. */
export type PageRow = {
  id: string;
  book_id: string;
  number: number;
  register_id: string;
  year: number;
  registered_at: string;
  registered_on: string;
  status: EntryStatus;
  direction: Direction;
  channel: Channel;
  unit_id: string | null;
  issuer: string;
  issuer_number: string | null;
  subject: string;
  resolution: string | null;
  addressee: string | null;
  sub_register: string | null;
  sub_number: number | null;
  emergency_number: string | null;
  document_count: number;
  score: number;
  hit: number;
  file: boolean;
};

/** How many have each value: one of the columns is set, or `of` names it and the value is null. */
export type FacetRow = {
  of: 'register' | 'year' | 'unit' | 'channel' | 'status' | 'direction';
  value: string | null;
  count: number;
};

/**
 * A page of what was found, best first, and how many were found, no further than one over the cap: by what the entry
 * says itself, and by its documents alone.
 */
export type RankedPage = { count: number; documents: number; rows: PageRow[]; facets: FacetRow[] | null };

/** Place of the last row of a page in the order; a page begins after it. */
const Cursor = z.tuple([
  z.number(),
  z
    .string()
    .regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d:\d\d$/)
    .refine((text) => !Number.isNaN(Date.parse(text))),
  z.uuid(),
  z.int().min(0).max(2_147_483_647),
]);

export const toCursor = (row: PageRow): string =>
  Buffer.from(JSON.stringify([row.score, row.registered_at, row.book_id, row.number])).toString('base64url');

function readCursor(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('validation', 'search.page-unknown', {
      fields: [{ path: 'after', code: 'search.page-unknown' }],
      cause,
    });
  }
}

/** What is ranked by what: `words` for those found by words, keys in order of weight for those found exactly. */
export type Ranking = {
  words: RawBuilder<string> | null;
  exactKeys: readonly string[];
  similar: readonly string[];
};

export type PageQuestion = {
  sight: SearchSight;
  /** Common table expressions that the branches begin at. */
  beginnings: readonly RawBuilder<unknown>[];
  branches: readonly RawBuilder<unknown>[];
  ranking: Ranking;
  after: string | undefined;
  limit: number;
  cap: number;
  documentCap: number;
};

/** Takes the newest of all branches together, ranks them and gives one page; facets with the first page only. */
export async function rankPage(tx: Db | Tx, question: PageQuestion): Promise<RankedPage> {
  const { branches, beginnings, after, limit, sight } = question;
  if (branches.length === 0) return { count: 0, documents: 0, rows: [], facets: null };
  const cursor = after === undefined ? undefined : readCursor(after);
  const begins =
    cursor === undefined
      ? sql`true`
      : sql`(scored.score, scored.registered_at, scored.book_id, scored.number)
          < (${cursor[0]}::float8, ${cursor[1]}::timestamptz, ${cursor[2]}::uuid, ${cursor[3]}::int)`;
  const { rows } = await sql<RankedPage & { page: PageRow[] }>`
    WITH ${sql.join([...beginnings, sql`every AS MATERIALIZED (${everyOne(branches)})`])}, newest AS (
      ${newest(sql`every.hit <> ${sql.lit(hits.document)}`, question.cap)}
      UNION ALL ${newest(sql`every.hit = ${sql.lit(hits.document)}`, question.documentCap)}
    ), scored AS MATERIALIZED (
      SELECT newest.*, ${score(question.ranking)} AS score FROM newest
    ), page AS (
      SELECT scored.* FROM scored WHERE ${begins}
      ORDER BY scored.score DESC, scored.registered_at DESC, scored.book_id DESC, scored.number DESC LIMIT ${limit + 1}
    )
    SELECT (SELECT count(*)::int FROM every WHERE every.hit <> ${sql.lit(hits.document)}) AS count,
      (SELECT count(*)::int FROM every WHERE every.hit = ${sql.lit(hits.document)}) AS documents,
      ${cursor === undefined ? facets : sql`NULL`} AS facets,
      coalesce((SELECT json_agg(${pageColumns(sight)}
          ORDER BY found.score DESC, found.registered_at DESC, found.book_id DESC, found.number DESC)
        FROM page AS found JOIN entries ON entries.book_id = found.book_id AND entries.number = found.number), '[]') AS page
  `.execute(tx);
  const [answer] = rows;
  const { count = 0, documents = 0, page = [], facets: counted = null } = answer ?? {};
  return { count, documents, rows: page, facets: counted };
}

const newest = (which: RawBuilder<unknown>, cap: number) =>
  sql`(SELECT every.* FROM every WHERE ${which}
    ORDER BY every.registered_at DESC, every.book_id DESC, every.number DESC LIMIT ${cap})`;

// What two branches found is taken once, by the better reason; what one found is in its order already.
function everyOne(branches: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const [only, ...others] = branches;
  if (only !== undefined && others.length === 0) return only;
  return sql`SELECT DISTINCT ON (found.book_id, found.number) found.* FROM (${sql.join(branches, sql` UNION ALL `)}) AS found
    ORDER BY found.book_id, found.number, found.hit`;
}

// Its own number before a sub-register's, that before the issuer's; then parties; then words by weight and frequency;
// then what stands in documents alone, the newest first.
function score({ words, exactKeys, similar }: Ranking): RawBuilder<number> {
  const weigh = (shape: RegExp, weight: number) => {
    const some = exactKeys.filter((key) => shape.test(key));
    return some.length === 0 ? [] : [sql`WHEN newest.words @@ ${anyKey(some)} THEN ${sql.lit(weight)}`];
  };
  const exact = [...weigh(/^#\d/, 13), ...weigh(/^#[se]/, 12), ...weigh(/^#/, 11)];
  const rank = words === null ? sql`0` : sql`ts_rank(newest.words, ${words})`;
  const nearest = sql`(SELECT 1.0 / array_position(${similar}::uuid[], entries.party_id) FROM entries
    WHERE entries.book_id = newest.book_id AND entries.number = newest.number)`;
  return sql<number>`(CASE newest.hit
    WHEN ${sql.lit(hits.exact)} THEN ${exact.length === 0 ? sql`11` : sql`CASE ${sql.join(exact, sql` `)} ELSE 11 END`}
    WHEN ${sql.lit(hits.party)} THEN 5
    WHEN ${sql.lit(hits.document)} THEN 0
    WHEN ${sql.lit(hits.similar)} THEN ${nearest}
    ELSE ${rank} END)::float8`;
}

const facets = sql`(SELECT json_agg(counted) FROM (
  SELECT CASE grouping(scored.register_id, scored.year, scored.unit_id, scored.channel, scored.status, scored.direction)
      WHEN 31 THEN 'register' WHEN 47 THEN 'year' WHEN 55 THEN 'unit' WHEN 59 THEN 'channel' WHEN 61 THEN 'status'
      ELSE 'direction' END AS of,
    coalesce(scored.register_id::text, scored.year::text, scored.unit_id::text, scored.channel, scored.status,
      scored.direction) AS value, count(*)::int AS count
  FROM scored GROUP BY GROUPING SETS ((scored.register_id), (scored.year), (scored.unit_id), (scored.channel),
    (scored.status), (scored.direction))) AS counted)`;

const pageColumns = (sight: SearchSight) => sql`json_build_object(
  'id', entries.id, 'book_id', found.book_id, 'number', found.number, 'register_id', found.register_id,
  'year', found.year, 'registered_at', found.registered_at, 'registered_on', entries.registered_on,
  'status', entries.status, 'direction', entries.direction, 'channel', entries.channel, 'unit_id', entries.unit_id,
  'issuer', entries.issuer, 'issuer_number', entries.issuer_number, 'subject', entries.subject,
  'resolution', entries.resolution, 'addressee', entries.addressee, 'sub_register', entries.sub_register,
  'sub_number', entries.sub_number, 'emergency_number', entries.emergency_number, 'document_count', entries.document_count, 'score', found.score, 'hit', found.hit, 'file', ${mayReadFile(sight)})`;
