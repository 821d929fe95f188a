import type { SearchFilters, SearchRequest, SearchResponse } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { findPartiesKnownBy, findPartiesNamedLike } from '../parties/index.ts';
import {
  exactBranch,
  hits,
  type Narrowing,
  partyBranch,
  rowsInSight,
  type Scope,
  wordsBranch,
} from './candidates.ts';
import {
  choosePlan,
  firstWeeks,
  nextWeeks,
  type Plan,
  readReach,
  type SearchLimits,
  type WordsPlan,
} from './choose-plan.ts';
import { weekOf } from './entry-keys.ts';
import { matchWords, type WordMatch } from './matches.ts';
import { type RankedPage, rankPage } from './rank-page.ts';
import type { Sought } from './read-sought.ts';
import { maySee, type SearchSight } from './search-sight.ts';
import type { UnitWords } from './unit-words.ts';

export type FoundPage = RankedPage & { read: SearchResponse['read'] };

type Question = {
  sight: SearchSight;
  sought: Sought;
  units: readonly UnitWords[];
  request: Pick<SearchRequest, 'filters' | 'after' | 'limit'>;
  limits: SearchLimits;
};

/** What all rounds of one search share. */
type Round = Question & { tx: Tx; plan: Plan; scope: Omit<Scope, 'weeks'>; now: Date };

const emptyPage: RankedPage = { count: 0, rows: [], facets: null };

/** Finds by number, party and words together; by names that come near only when nothing is written so. */
export async function findPage(tx: Tx, question: Question, now: Date): Promise<FoundPage> {
  const { sight, sought, units, request, limits } = question;
  const narrowing = toNarrowing(request.filters, question);
  if (narrowing === undefined) return { ...emptyPage, read: 'words' };
  if (isNothing(sought)) return { ...emptyPage, read: 'nothing' };
  const plan = choosePlan(await readReach(tx, sight, limits), now, limits);
  const round: Round = {
    ...question,
    tx,
    plan,
    scope: { sight, narrowing, by: plan.by, cap: limits.cap },
    now,
  };
  const written = await findWritten(round, matchWords(sought, units));
  if (written.count > 0) return { ...written, read: written.rows[0]?.hit === hits.words ? 'words' : 'exact' };
  const similar = mayBeName(sought) ? await findSimilar(round) : emptyPage;
  return { ...similar, read: similar.count > 0 ? 'similar' : 'words' };
}

const exactKeys = ({ exact }: Sought) => [...exact.anyYear, ...(exact.ofYear?.keys ?? [])];

// A number written with its year is asked for itself; in what others wrote it is looked for when nothing bears it.
const isWholeNumber = ({ exact }: Sought) => exact.ofYear !== null;

// No name has a figure in it: a number that is not there is like nobody's name.
const mayBeName = ({ words }: Sought) => words.every(({ word }) => /^[a-z]+$/.test(word));

const isNothing = (sought: Sought) =>
  exactKeys(sought).length === 0 && sought.party === null && sought.words.length === 0;

/** The filters with their codes resolved; undefined when they leave nothing that the person may know of. */
function toNarrowing(
  { register: code, unit: unitCode, ...rest }: SearchFilters,
  { sight, sought, units }: Question,
): Narrowing | undefined {
  const { labelLetter } = sought;
  const meant = sight.known
    .map(({ register }) => register)
    .filter((register) => code === undefined || register.code === code)
    .filter((register) => labelLetter === null || register.labelCode === labelLetter);
  const unit = units.find((one) => one.code === unitCode);
  if (meant.length === 0 || (unitCode !== undefined && unit === undefined)) return undefined;
  const registerId = code === undefined && labelLetter === null ? undefined : meant[0]?.id;
  return { ...rest, registerId, unitId: unit?.id };
}

/** Numbers and parties at once; words in the newest weeks first, until enough or all were looked through. */
async function findWritten(round: Round, match: WordMatch | null): Promise<RankedPage> {
  const { tx, sight, sought, plan } = round;
  const everywhere: Scope = { ...round.scope, weeks: null };
  const partyIds =
    sought.party === null
      ? []
      : await findPartiesKnownBy(tx, sought.party, { sealedRegisters: sight.sealed });
  const certain = [
    exactBranch(everywhere, sought.exact),
    partyBranch(everywhere, partyIds, hits.party),
  ].filter((branch) => branch !== null);
  const ranking = { words: match?.row ?? null, exactKeys: exactKeys(sought), similar: [] };
  if (isWholeNumber(sought)) {
    const numbered = await rank(round, certain, { ...ranking, words: null });
    if (numbered.count > 0) return numbered;
  }
  const ask = (weeks: Scope['weeks']) => {
    const words = match === null ? [] : [wordsBranch({ ...everywhere, weeks }, match)];
    return rank(round, [...certain, ...words], ranking);
  };
  if (plan.by === 'rows' || match === null) return ask(null);
  return askByWeeks(round, plan, ask);
}

async function askByWeeks(
  { limits, now }: Round,
  plan: WordsPlan,
  ask: (weeks: Scope['weeks']) => Promise<RankedPage>,
): Promise<RankedPage> {
  const thisWeek = weekOf(now);
  for (let weeks = firstWeeks(plan, limits); weeks !== null; ) {
    const page = await ask({ from: thisWeek - weeks + 1, to: thisWeek });
    if (page.count > limits.cap) return page;
    weeks = nextWeeks(plan, { weeks, found: page.count }, limits);
  }
  return ask(null);
}

/** Entries of those whose names come near; sought only among parties of entries that the person may see. */
async function findSimilar(round: Round): Promise<RankedPage> {
  const { tx, sight, sought, scope } = round;
  const ids = await findPartiesNamedLike(
    tx,
    sought.words.map(({ word }) => word),
    { sight: { sealedRegisters: sight.sealed }, among: ofEntriesInSight(scope) },
  );
  const branch = partyBranch({ ...scope, weeks: null }, ids, hits.similar);
  return rank(round, branch === null ? [] : [branch], { words: null, exactKeys: [], similar: ids });
}

// Begins where the search begins: at the few rows there are, or at the names, asking of each for one row.
function ofEntriesInSight({ by, sight }: Omit<Scope, 'weeks'>): RawBuilder<boolean> {
  if (by === 'words')
    return sql<boolean>`EXISTS (SELECT FROM entries JOIN search_entries AS found
      ON found.book_id = entries.book_id AND found.number = entries.number
      WHERE entries.party_id = parties.id AND ${maySee(sight)})`;
  return sql<boolean>`parties.id = ANY (ARRAY(WITH ${rowsInSight(sight)}
    SELECT entries.party_id FROM mine JOIN entries ON entries.book_id = mine.book_id AND entries.number = mine.number
    JOIN search_entries AS found ON found.book_id = mine.book_id AND found.number = mine.number
    WHERE ${maySee(sight)} AND entries.party_id IS NOT NULL))`;
}

function rank(
  { tx, sight, scope, request }: Round,
  branches: readonly RawBuilder<unknown>[],
  ranking: Parameters<typeof rankPage>[1]['ranking'],
): Promise<RankedPage> {
  const mine = scope.by === 'rows' ? rowsInSight(sight) : null;
  return rankPage(tx, {
    sight,
    mine,
    branches,
    ranking,
    after: request.after,
    limit: request.limit,
    cap: scope.cap,
  });
}
