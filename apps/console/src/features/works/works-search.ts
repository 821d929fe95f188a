import { type CaseFileStatus, type CaseQueue, isPlainDate } from '@opis/contracts';
import type { Query } from '../../api/http.ts';

/** Which list, and its filters, as they stand in the address; a saved view is an address. */
export type WorksSearch = {
  coada?: QueueName;
  text?: string;
  compartiment?: string;
  persoana?: string;
  registru?: string;
  categorie?: string;
  stadiu?: CaseFileStatus;
  de?: string;
  pana?: string;
  /** Only what is due on this day or before it. */
  termen?: string;
  ordine?: Order;
};

/** By legal term, or by registration. */
export const orders = ['termen', 'vechi', 'noi'] as const;
export type Order = (typeof orders)[number];

/** Lists by the name that they have in the address. */
export const queueNames = {
  mele: 'mine',
  structura: 'unit',
  nerepartizate: 'unassigned',
  recente: 'recent',
  inchise: 'closed',
} as const satisfies Readonly<Record<string, CaseQueue>>;
export type QueueName = keyof typeof queueNames;

export const openStatuses: readonly CaseFileStatus[] = ['unassigned', 'with-unit', 'with-handler'];
const statuses: readonly CaseFileStatus[] = [...openStatuses, 'closed'];
const filters = [
  'text',
  'compartiment',
  'persoana',
  'registru',
  'categorie',
  'stadiu',
  'de',
  'pana',
  'termen',
] as const;

/** Reads an address that anybody may have written: what is not a filter is left out. */
export function readWorksSearch(raw: Record<string, unknown>): WorksSearch {
  const coada = readText(raw.coada);
  return dropUndefined({
    coada: isQueueName(coada) ? coada : undefined,
    text: readText(raw.text)?.slice(0, 200),
    compartiment: readCode(raw.compartiment),
    persoana: readId(raw.persoana),
    registru: readCode(raw.registru),
    categorie: readCode(raw.categorie),
    stadiu: statuses.find((status) => status === raw.stadiu),
    de: readDay(raw.de),
    pana: readDay(raw.pana),
    termen: readDay(raw.termen),
    ordine: orders.find((order) => order === raw.ordine),
  });
}

/** The filters as the API names them, the same for rows and counts. */
export function toFilterQuery(search: WorksSearch): Query {
  return {
    unit: search.compartiment,
    handler: search.persoana,
    register: search.registru,
    category: search.categorie,
    status: search.stadiu,
    from: search.de,
    to: search.pana,
    dueTo: search.termen,
    text: search.text,
  };
}

/** The whole question of a list: queue, order and filters. */
export function toListQuery(search: WorksSearch, queue: CaseQueue): Query {
  return { queue, sort: sorts[orderOf(search, queue)], ...toFilterQuery(search) };
}

const sorts = { termen: 'due', vechi: 'oldest', noi: 'newest' } as const satisfies Record<Order, string>;

/** Work is done by its term; what only passes by is read from its newest. */
export function orderOf(search: WorksSearch, queue: CaseQueue): Order {
  return search.ordine ?? (queue === 'recent' || queue === 'closed' ? 'noi' : 'termen');
}

/** True when filters leave rows out; queue and order do not. */
export function isFiltered(search: WorksSearch): boolean {
  return filters.some((filter) => search[filter] !== undefined);
}

/** Queue and order alone. */
export function withoutFilters({ coada, ordine }: WorksSearch): WorksSearch {
  return dropUndefined({ coada, ordine });
}

/** The same search as the text after `?`, in one order, to be kept and compared. */
export function toQueryText(search: WorksSearch): string {
  const pairs = Object.entries(search).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  return new URLSearchParams(pairs).toString();
}

export function readQueryText(query: string): WorksSearch {
  return readWorksSearch(Object.fromEntries(new URLSearchParams(query)));
}

function isQueueName(text: string | undefined): text is QueueName {
  return text !== undefined && Object.hasOwn(queueNames, text);
}

// The router reads an address as JSON: a text of digits arrives as a number.
function readText(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

function readDay(raw: unknown): string | undefined {
  return typeof raw === 'string' && isPlainDate(raw) ? raw : undefined;
}

function readCode(raw: unknown): string | undefined {
  const text = readText(raw);
  return text !== undefined && /^[a-z0-9][a-z0-9-]{0,39}$/.test(text) ? text : undefined;
}

function readId(raw: unknown): string | undefined {
  const text = readText(raw);
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined;
}

function dropUndefined<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
