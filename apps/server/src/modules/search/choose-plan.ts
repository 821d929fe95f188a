import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { weekOf } from './entry-keys.ts';
import type { SearchSight } from './search-sight.ts';

/** Sizes that decide how a search goes; a test makes them small. */
export type SearchLimits = {
  /** How many entries are counted and ranked at most: the newest. */
  cap: number;
  /** How many more are counted for what stands in their documents alone: the newest. */
  documentCap: number;
  /** Up to so many rows are read one by one rather than by the words: some 3 µs each, whatever is sought. */
  readOneByOne: number;
  /** The same for documents, which have more words. */
  documentsOneByOne: number;
  /** Below so many rows in all even the most frequent word is read whole. */
  fewRows: number;
  /** Rows with the words that are read whole rather than looked for in the newest weeks first. */
  fewHits: number;
  /** More weeks than this are not listed one by one. */
  weeks: number;
  /** Slower than this nobody waits for what they type: the answer says how to ask for less. */
  patienceMs: number;
};

export const usualLimits: SearchLimits = {
  cap: 2_000,
  documentCap: 500,
  readOneByOne: 10_000,
  documentsOneByOne: 4_000,
  fewRows: 50_000,
  fewHits: 4_000,
  weeks: 60,
  patienceMs: 3_000,
};

/**
 * Where the search begins. `rows`: at the rows that this person may see, when they are few, since no word is rarer.
 * `words`: at the words, and for each row found whether they may see it; `weeks` are looked through newest first.
 */
export type Plan = { by: 'rows' } | WordsPlan;
export type WordsPlan = { by: 'words'; total: number; weeks: number };

/**
 * Sizes that decide: rows of whole registers, of those sealed ones, rows readable by file (counted no further than
 * needed), rows in all, documents in all as the statistics have them.
 */
export type Reach = {
  whole: number;
  sealed: number;
  readable: number;
  total: number;
  documents: number;
  firstYear: number;
};

/** Decides from sizes alone, so that it is the same for the same person and any word. */
export function choosePlan(reach: Reach, now: Date, limits: SearchLimits): Plan {
  if (reach.whole + reach.readable <= limits.readOneByOne) return { by: 'rows' };
  return byWords(reach.total, reach, now);
}

/** The same for what stands in documents, of which only those of readable files are anybody's. */
export function chooseDocumentPlan(reach: Reach, now: Date, limits: SearchLimits): Plan {
  if (reach.sealed + reach.readable <= limits.documentsOneByOne) return { by: 'rows' };
  return byWords(reach.documents, reach, now);
}

function byWords(total: number, { firstYear }: Reach, now: Date): WordsPlan {
  const since = weekOf(new Date(Date.UTC(firstYear, 0, 1)));
  return { by: 'words', total, weeks: Math.max(1, weekOf(now) - since + 1) };
}

/**
 * Reads the sizes; the count of readable rows stops where it no longer matters. The same statement sets, for this
 * transaction alone, how long one may take, and that an index is used where we chose one.
 */
export async function readReach(tx: Tx, sight: SearchSight, limits: SearchLimits): Promise<Reach> {
  const size = (
    ids: readonly string[],
  ) => sql`(SELECT coalesce(sum(books.last_number - books.first_number + 1), 0)::int
    FROM books WHERE books.register_id = ANY (${ids}::uuid[]))`;
  const all = sight.known.map(({ register }) => register.id);
  const { rows } = await sql<Reach>`
    SELECT ${size(sight.whole)} AS whole, ${size(sight.sealed)} AS sealed, ${size(all)} AS total,
      (SELECT greatest(pg_class.reltuples, 0)::int FROM pg_class WHERE pg_class.oid = 'search_documents'::regclass) AS documents,
      (SELECT coalesce(min(books.year), 2000)::int FROM books WHERE books.register_id = ANY (${all}::uuid[])) AS "firstYear",
      (SELECT count(*)::int FROM (SELECT FROM entry_readers
        WHERE entry_readers.principal = ANY (${sight.principals}::uuid[]) LIMIT ${limits.readOneByOne + 1}) AS counted) AS readable,
      set_config('statement_timeout', ${String(limits.patienceMs)}, true), set_config('enable_seqscan', 'off', true),
      set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
  `.execute(tx);
  const [reach] = rows;
  if (reach === undefined) throw new Error('sizes were not answered');
  return reach;
}

type WeekLimits = Pick<SearchLimits, 'cap' | 'fewRows' | 'fewHits' | 'weeks'>;

// A word in every fourth paper fills the cap from so many rows; how rare another is, is known then.
const rowsForCap = 4;

/** The newest weeks to look through first, by how many rows a week has brought; null: all at once. */
export function firstWeeks(plan: WordsPlan, limits: WeekLimits): number | null {
  if (plan.total <= limits.fewRows) return null;
  const enough = Math.ceil((rowsForCap * limits.cap * plan.weeks) / plan.total);
  return enough > limits.weeks || enough >= plan.weeks ? null : enough;
}

/**
 * How many weeks to look through after `weeks` brought too few: as many as would have brought enough at the same pace,
 * or all of them at once when the words are rare; null for all.
 */
export function nextWeeks(
  plan: WordsPlan,
  { weeks, found }: { weeks: number; found: number },
  limits: WeekLimits,
): number | null {
  const expectedInAll = (found / weeks) * plan.weeks;
  if (expectedInAll <= limits.fewHits) return null;
  const enough = Math.max(weeks + 1, Math.ceil((weeks * limits.cap * 1.3) / found));
  return enough > limits.weeks || enough >= plan.weeks ? null : enough;
}
