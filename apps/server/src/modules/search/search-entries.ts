import {
  AppError,
  type FacetValue,
  type FoundEntry,
  formatRegistrationNumber,
  type PartySuggestion,
  type SearchFacets,
  type SearchRequest,
  type SearchResponse,
} from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { FieldKeys } from '../../platform/crypto/field-crypto.ts';
import type { Db } from '../../platform/db.ts';
import { findFilesOfEntries } from '../case-files/index.ts';
import type { Actor } from '../identity/index.ts';
import { listedOnce, type RegisterDirectory } from '../registry/index.ts';
import { type SearchLimits, usualLimits } from './choose-plan.ts';
import { findInHistory } from './find-in-history.ts';
import { type FoundPage, findNumbered, findPage } from './find-page.ts';
import { type FacetRow, type PageRow, toCursor } from './rank-page.ts';
import { readSought } from './read-sought.ts';
import { type SearchSight, sightOf } from './search-sight.ts';
import { tellReasons } from './tell-reasons.ts';
import type { UnitList, UnitWords } from './unit-words.ts';

/** What searching works with; `suggestParties` is the parties' own search, with its rights. */
export type SearchDeps = {
  db: Db;
  clock: Clock;
  keys: Pick<FieldKeys, 'lookupKey'>;
  registers: RegisterDirectory;
  units: UnitList;
  suggestParties: (actor: Actor, text: string) => Promise<PartySuggestion[]>;
  /** The usual ones unless a test asks for small ones. */
  limits?: SearchLimits;
};

/** Finds what one box was asked for, among what the actor may see: rights come before any cap. */
export async function searchEntries(
  given: SearchDeps,
  actor: Actor,
  request: SearchRequest,
): Promise<SearchResponse> {
  const deps = { ...given, registers: listedOnce(given.registers) };
  const limits = deps.limits ?? usualLimits;
  const sight = await sightOf(deps.registers, actor);
  const subRegisters = new Set(
    sight.known.flatMap(({ register }) => register.subRegisters.map(({ code }) => code)),
  );
  const today = toLegalTime(deps.clock.now()).date;
  const sought = readSought(request.text, { keys: deps.keys, today, subRegisters });
  const units = await deps.units.all();
  const [found, history, parties] = await Promise.all([
    request.filters.history ? onlyHistory : findWithPatience(deps, { sight, sought, units, request, limits }),
    findInHistory(deps, actor, { request, sought, cap: limits.cap }),
    mayAskParties(actor, request) ? deps.suggestParties(actor, request.text) : [],
  ]);
  const rows = found.rows.slice(0, request.limit);
  const ids = rows.map(({ id }) => id);
  const [reasons, files] = await Promise.all([
    tellReasons(deps.db, {
      ...{ rows, sought, units },
      documentsOf: (row) => addressOf(row, sight),
      reading: { lookupKey: deps.keys.lookupKey, today },
    }),
    findFilesOfEntries(deps, actor, ids),
  ]);
  const last = rows.at(-1);
  return {
    read: found.read,
    entries: {
      items: rows.map((row, at) =>
        toFoundEntry(row, { why: reasons[at] ?? [], file: files.get(row.id), sight, units }),
      ),
      count: Math.min(found.count, limits.cap) + Math.min(found.documents, limits.documentCap),
      inDocuments: Math.min(found.documents, limits.documentCap),
      capped: found.count > limits.cap || found.documents > limits.documentCap,
      next: found.rows.length > request.limit && last ? toCursor(last) : null,
    },
    facets: found.facets && toFacets(found.facets, { sight, units }),
    history,
    parties,
  };
}

/** When the old registers alone are asked, entries are not. */
const onlyHistory: FoundPage = { read: 'words', count: 0, documents: 0, rows: [], facets: null };

const mayAskParties = (actor: Actor, { parties, after, text }: SearchRequest) =>
  parties && after === undefined && text.trim().length >= 2 && actor.scopes.has('party.read');

async function findWithPatience(
  deps: SearchDeps,
  question: Parameters<typeof findPage>[1],
): Promise<FoundPage> {
  try {
    const numbered = await findNumbered(deps.db, question);
    if (numbered) return numbered;
    return await deps.db.transaction().execute(async (tx) => {
      return await findPage(tx, question, deps.clock.now());
    });
  } catch (error) {
    const isSlow = error instanceof Error && 'code' in error && error.code === '57014';
    throw isSlow ? new AppError('limit-exceeded', 'search.too-slow', { cause: error }) : error;
  }
}

function addressOf(row: PageRow, { known }: SearchSight): string {
  const register = known.find(({ register: { id } }) => id === row.register_id)?.register;
  return `/api/v1/registers/${register?.code}/entries/${row.year}/${row.number}`;
}

type Names = { sight: SearchSight; units: readonly UnitWords[] };

function toFoundEntry(
  row: PageRow,
  { why, file, sight, units }: Names & { why: FoundEntry['why']; file: string | undefined },
): FoundEntry {
  const register = sight.known.find(({ register: { id } }) => id === row.register_id)?.register;
  const unit = units.find(({ id }) => id === row.unit_id);
  return {
    register: register?.code ?? '',
    registerName: register?.name ?? '',
    year: row.year,
    number: row.number,
    registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
    registeredOn: row.registered_on,
    status: row.status,
    direction: row.direction,
    channel: row.channel,
    issuer: row.issuer,
    subject: row.subject,
    unit: unit ? { code: unit.code, name: unit.name, shortName: unit.shortName } : null,
    caseFile: file ?? null,
    why,
  };
}

function toFacets(rows: readonly FacetRow[], { sight, units }: Names): SearchFacets {
  const named = (value: string): Omit<FacetValue, 'count'> | undefined => {
    const register = sight.known.find((one) => one.register.id === value)?.register;
    return register ?? units.find(({ id }) => id === value) ?? { code: value, name: value };
  };
  const valuesOf = (of: FacetRow['of']): FacetValue[] =>
    rows
      .flatMap(({ of: facet, value, count }) => {
        const name = facet === of && value !== null ? named(value) : undefined;
        return name ? [{ code: name.code, name: name.name, count }] : [];
      })
      .sort((a, b) => (of === 'year' ? Number(b.code) - Number(a.code) : b.count - a.count));
  return {
    register: valuesOf('register'),
    year: valuesOf('year'),
    unit: valuesOf('unit'),
    channel: valuesOf('channel'),
    status: valuesOf('status'),
    direction: valuesOf('direction'),
  };
}
