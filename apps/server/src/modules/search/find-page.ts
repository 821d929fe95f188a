import type { SearchFilters, SearchRequest, SearchResponse } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { fromLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { findPartiesKnownBy, findPartiesNamedLike } from '../parties/index.ts';
import {
  documentsBranch,
  exactBranch,
  filesInSight,
  hits,
  type Narrowing,
  partyBranch,
  rowsInSight,
  type Scope,
  wordsBranch,
} from './candidates.ts';
import {
  chooseDocumentPlan,
  choosePlan,
  firstWeeks,
  nextWeeks,
  type Plan,
  readReach,
  type SearchLimits,
  type WordsPlan,
} from './choose-plan.ts';
import { weekOf } from './entry-keys.ts';
import { type DocumentMatch, matchDocuments, matchWords, type WordMatch } from './matches.ts';
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
type Round = Question & {
  tx: Tx;
  plan: Plan;
  documentPlan: Plan;
  scope: Omit<Scope, 'weeks'>;
  now: Date;
};

const emptyPage: RankedPage = { count: 0, documents: 0, rows: [], facets: null };

/** Finds by number, party and words together; by names that come near only when nothing is written so. */
export async function findPage(tx: Tx, question: Question, now: Date): Promise<FoundPage> {
  const { sight, sought, units, request, limits } = question;
  const narrowing = toNarrowing(request.filters, question);
  if (narrowing === undefined) return { ...emptyPage, read: 'words' };
  if (isNothing(sought)) return { ...emptyPage, read: 'nothing' };
  const reach = await readReach(tx, sight, limits);
  const plan = choosePlan(reach, now, limits);
  const round: Round = {
    ...question,
    tx,
    plan,
    documentPlan: chooseDocumentPlan(reach, now, limits),
    scope: { sight, narrowing, by: plan.by, cap: limits.cap },
    now,
  };
  const written = await findWritten(round, matchWords(sought, units), matchDocuments(sought));
  if (written.count + written.documents > 0) return { ...written, read: readBy(written) };
  const similar = mayBeName(sought) ? await findSimilar(round) : emptyPage;
  return { ...similar, read: similar.count > 0 ? 'similar' : 'words' };
}

const readBy = ({ rows: [first] }: RankedPage) =>
  first?.hit === hits.exact || first?.hit === hits.party ? 'exact' : 'words';

const exactKeys = ({ exact }: Sought) => [...exact.anyYear, ...(exact.ofYear?.keys ?? [])];

/**
 * A number written with its year is asked for itself: whoever bears it, in one statement and no sizes; undefined when
 * nothing does, or something else was asked, to be looked for in what others wrote.
 */
export async function findNumbered(db: Db, question: Question): Promise<FoundPage | undefined> {
  const { sight, sought, request, limits } = question;
  const narrowing = toNarrowing(request.filters, question);
  const isWhole = sought.exact.ofYear !== null && sought.party === null;
  if (!isWhole || narrowing === undefined || request.filters.documents === true) return undefined;
  const { cap, documentCap } = limits;
  const branch = exactBranch({ sight, narrowing, by: 'words', weeks: null, cap }, sought.exact);
  const found = await rankPage(db, {
    ...{ sight, cap, documentCap, beginnings: [], branches: branch ? [branch] : [] },
    ranking: { words: null, exactKeys: exactKeys(sought), similar: [] },
    after: request.after,
    limit: request.limit,
  });
  return found.count > 0 ? { ...found, read: 'exact' } : undefined;
}

// No name has a figure in it: a number that is not there is like nobody's name. What stands in quotes is meant so.
const mayBeName = ({ words, phrases }: Sought) =>
  phrases.length === 0 && words.every(({ word }) => /^[a-z]+$/.test(word));

const isNothing = (sought: Sought) =>
  exactKeys(sought).length === 0 && sought.party === null && sought.words.length === 0;

/** The filters with their codes resolved; undefined when they leave nothing that the person may know of. */
function toNarrowing(
  { register: code, unit: unitCode, from, to, ...rest }: SearchFilters,
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
  return { ...rest, registerId, unitId: unit?.id, ...toInstants({ from, to }) };
}

/** Legal days, both of them in: from midnight to the midnight after. */
function toInstants({ from, to }: Pick<SearchFilters, 'from' | 'to'>): Pick<Narrowing, 'since' | 'before'> {
  const after = to && new Date(Date.parse(`${to}T00:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
  return {
    since: from === undefined ? undefined : fromLegalTime(from, '00:00'),
    before: after === undefined ? undefined : fromLegalTime(after, '00:00'),
  };
}

/**
 * Numbers and parties at once; words in the newest weeks first, until enough or all were looked through. What stands in
 * documents comes after what entries say themselves: it is looked for when those are not more than can be shown.
 */
async function findWritten(
  round: Round,
  match: WordMatch | null,
  documents: DocumentMatch | null,
): Promise<RankedPage> {
  const { tx, sight, sought, plan, documentPlan, limits, request } = round;
  const everywhere: Scope = { ...round.scope, weeks: null };
  const onlyDocuments = request.filters.documents === true;
  const partyIds =
    sought.party === null || onlyDocuments
      ? []
      : await findPartiesKnownBy(tx, sought.party, { sealedRegisters: sight.sealed });
  const certain = onlyDocuments
    ? []
    : [exactBranch(everywhere, sought.exact), partyBranch(everywhere, partyIds, hits.party)].filter(
        (branch) => branch !== null,
      );
  const ranking = { words: match?.row ?? null, exactKeys: exactKeys(sought), similar: [] };
  const rowsIn = (weeks: Scope['weeks']) => [
    ...certain,
    ...(match === null || onlyDocuments ? [] : [wordsBranch({ ...everywhere, weeks }, match)]),
  ];
  const askRows = (weeks: Scope['weeks']) => rank(round, rowsIn(weeks), ranking);
  const askAll = (weeks: Scope['weeks']) => {
    const scope = { ...everywhere, weeks, by: documentPlan.by, cap: limits.documentCap };
    const held = documents === null ? [] : [documentsBranch(scope, documents, onlyDocuments ? null : match)];
    return rank(round, [...rowsIn(null), ...held], ranking);
  };
  if (!onlyDocuments && plan.by === 'words') {
    const page =
      match === null ? await askRows(null) : await askByWeeks(round, { plan, ...ofRows(limits) }, askRows);
    if (documents === null || page.count > limits.cap) return page;
  }
  if (documentPlan.by === 'rows' || documents === null) return askAll(null);
  return askByWeeks(round, { plan: documentPlan, ...ofDocuments(limits) }, askAll);
}

type Weekly = { plan: WordsPlan; limits: SearchLimits; countOf: (page: RankedPage) => number };
const ofRows = (limits: SearchLimits) => ({ limits, countOf: ({ count }: RankedPage) => count });
const ofDocuments = (limits: SearchLimits) => ({
  limits: { ...limits, cap: limits.documentCap },
  countOf: ({ documents }: RankedPage) => documents,
});

async function askByWeeks(
  { now }: Round,
  { plan, limits, countOf }: Weekly,
  ask: (weeks: Scope['weeks']) => Promise<RankedPage>,
): Promise<RankedPage> {
  const thisWeek = weekOf(now);
  for (let weeks = firstWeeks(plan, limits); weeks !== null; ) {
    const page = await ask({ from: thisWeek - weeks + 1, to: thisWeek });
    if (countOf(page) > limits.cap) return page;
    weeks = nextWeeks(plan, { weeks, found: countOf(page) }, limits);
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
  { tx, sight, scope, documentPlan, request, limits }: Round,
  branches: readonly RawBuilder<unknown>[],
  ranking: Parameters<typeof rankPage>[1]['ranking'],
): Promise<RankedPage> {
  const beginnings = [
    ...(scope.by === 'rows' ? [rowsInSight(sight)] : []),
    ...(documentPlan.by === 'rows' ? [filesInSight(sight)] : []),
  ];
  const { after, limit } = request;
  const { cap, documentCap } = limits;
  return rankPage(tx, { sight, beginnings, branches, ranking, after, limit, cap, documentCap });
}
