import type { Channel, Direction, EntryStatus, SearchFilters } from '@opis/contracts';
import { channels } from '../book/book-search.ts';

// Written out: their schemas would come with the first load.
const statuses = ['registered', 'annulled'] as const satisfies readonly EntryStatus[];
const directions = ['in', 'internal', 'ex-officio'] as const satisfies readonly Direction[];

/** What is sought and by which filters, as the address keeps it. */
export type SearchAddress = {
  q?: string;
  registru?: string;
  an?: number;
  compartiment?: string;
  canal?: Channel;
  stare?: EntryStatus;
  fel?: Direction;
  /** Only rows of the old registers. */
  vechi?: true;
};

/** Reads an address that anybody may have written: what is no filter is left out. */
export function readSearchAddress(raw: Record<string, unknown>): SearchAddress {
  const year = Number(raw.an);
  const found: { [Key in keyof SearchAddress]: SearchAddress[Key] | undefined } = {
    q: typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).slice(0, 300) : undefined,
    registru: readCode(raw.registru),
    an: Number.isInteger(year) && year >= 1990 && year <= 2200 ? year : undefined,
    compartiment: readCode(raw.compartiment),
    canal: channels.find((each) => each === raw.canal),
    stare: statuses.find((each) => each === raw.stare),
    fel: directions.find((each) => each === raw.fel),
    vechi: raw.vechi === true ? true : undefined,
  };
  return dropEmpty(found);
}

/** The same filters as the API names them. */
export function toFilters(address: SearchAddress): SearchFilters {
  const { registru, an, compartiment, canal, stare, fel, vechi } = address;
  return dropEmpty({
    register: registru,
    year: an,
    unit: compartiment,
    channel: canal,
    status: stare,
    direction: fel,
    history: vechi,
  });
}

function readCode(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw;
  return typeof text === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(text) ? text : undefined;
}

function dropEmpty<T extends object>(object: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== ''),
  ) as T;
}

/** True when a filter leaves something out. */
export const isNarrowed = (address: SearchAddress): boolean => Object.keys(toFilters(address)).length > 0;
