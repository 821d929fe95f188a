import type { Channel, EntryStatus } from '@opis/contracts';
import { isPlainDate } from '@opis/contracts';
import type { Query } from '../../api/http.ts';

/** Filters of a book as they stand in the address; a saved view is an address. */
export type BookSearch = {
  an?: number;
  de?: string;
  pana?: string;
  compartiment?: string;
  canal?: Channel;
  stare?: EntryStatus;
  subregistru?: string;
  nerezolvate?: true;
  proprii?: true;
};

export const channels: readonly Channel[] = [
  'counter',
  'post',
  'courier',
  'court-courier',
  'email',
  'military-post',
  'phone',
  'portal',
  'exchange',
];
const filters = [
  'de',
  'pana',
  'compartiment',
  'canal',
  'stare',
  'subregistru',
  'nerezolvate',
  'proprii',
] as const;
const statuses: readonly EntryStatus[] = ['registered', 'annulled'];

/** Reads an address that anybody may have written: what is not a filter is left out. */
export function readBookSearch(raw: Record<string, unknown>): BookSearch {
  const year = Number(raw.an);
  return dropUndefined({
    an: Number.isInteger(year) && year >= 1990 && year <= 2200 ? year : undefined,
    de: readDay(raw.de),
    pana: readDay(raw.pana),
    compartiment: readCode(raw.compartiment),
    canal: channels.find((channel) => channel === raw.canal),
    stare: statuses.find((status) => status === raw.stare),
    subregistru: readCode(raw.subregistru),
    nerezolvate: raw.nerezolvate === true ? true : undefined,
    proprii: raw.proprii === true ? true : undefined,
  });
}

/** The same filters as the API names them. */
export function toListQuery(search: BookSearch, year: number): Query {
  return {
    year,
    from: search.de,
    to: search.pana,
    unit: search.compartiment,
    channel: search.canal,
    status: search.stare,
    subRegister: search.subregistru,
    unsolved: search.nerezolvate,
    mine: search.proprii,
  };
}

/** True when the filters leave rows out; the year alone does not. */
export function isFiltered(search: BookSearch): boolean {
  return filters.some((filter) => search[filter] !== undefined);
}

function readDay(raw: unknown): string | undefined {
  return typeof raw === 'string' && isPlainDate(raw) ? raw : undefined;
}

function readCode(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw;
  return typeof text === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(text) ? text : undefined;
}

function dropUndefined<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
