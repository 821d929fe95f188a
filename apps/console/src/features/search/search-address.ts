import {
  type Channel,
  type Direction,
  type EntryStatus,
  isPlainDate,
  type SearchFilters,
} from '@opis/contracts';
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
  /** Legal days, both in. */
  de?: string;
  pana?: string;
  /** Only what stands in documents. */
  documente?: true;
  /** Only rows of the old registers. */
  vechi?: true;
  /** The document that is looked into, and its page. */
  document?: string;
  pagina?: number;
};

/** Reads an address that anybody may have written: what is no filter is left out. */
export function readSearchAddress(raw: Record<string, unknown>): SearchAddress {
  const [year, page] = [Number(raw.an), Number(raw.pagina)];
  const found: { [Key in keyof SearchAddress]: SearchAddress[Key] | undefined } = {
    q: typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).slice(0, 300) : undefined,
    registru: readCode(raw.registru),
    an: Number.isInteger(year) && year >= 1990 && year <= 2200 ? year : undefined,
    compartiment: readCode(raw.compartiment),
    canal: channels.find((each) => each === raw.canal),
    stare: statuses.find((each) => each === raw.stare),
    fel: directions.find((each) => each === raw.fel),
    de: readDay(raw.de),
    pana: readDay(raw.pana),
    documente: raw.documente === true ? true : undefined,
    vechi: raw.vechi === true ? true : undefined,
    document: typeof raw.document === 'string' && idForm.test(raw.document) ? raw.document : undefined,
    pagina: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : undefined,
  };
  return dropEmpty(found);
}

/** The same filters as the API names them. */
export function toFilters(address: SearchAddress): SearchFilters {
  const { registru, an, compartiment, canal, stare, fel, de, pana, documente, vechi } = address;
  return dropEmpty({
    register: registru,
    year: an,
    unit: compartiment,
    channel: canal,
    status: stare,
    direction: fel,
    from: de,
    to: pana,
    documents: documente,
    history: vechi,
  });
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const readDay = (raw: unknown): string | undefined =>
  typeof raw === 'string' && isPlainDate(raw) ? raw : undefined;

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
