import { type Db, namedQuery } from '../../../apps/server/src/platform/db.ts';
import { foldText } from '../../../packages/contracts/src/text/fold-text.ts';
import type { BigSite } from '../big-set/open-big-site.ts';
import { frequentWord, inventQuery, misspell, seededRandom } from '../big-set/vocabulary.ts';
import { type KeepAliveCaller, openCaller } from '../load/keep-alive-caller.ts';
import { percentile } from '../statistics.ts';

/** The questions of the design's budgets, all asked by whoever may read three hundred entries of all. */
export const searchKinds = ['list', 'queue', 'number', 'words', 'frequent', 'misspelt'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Middle and slow end of many askings, milliseconds: through HTTP, and the bare statement in the same run. */
export type SearchTimes = { opis: { p50: number; p95: number }; bare: { p50: number; p95: number } };

/** What a set of this size costs: to make and verify, and to ask. `registrarWords`: the same words by who reads all. */
export type SearchFigures = {
  entries: number;
  seconds: BigSite['seconds'];
  times: Readonly<Record<SearchKind, SearchTimes>>;
  registrarWords: { p50: number; p95: number };
};

const askings = 200;
const warmUps = 15;

/** A question as the product is asked it, and as a hand would write it in SQL for the same person. */
type Question = { request: Buffer; bare: { name: string; text: string; values: unknown[] } };

/** Asks every kind in turn, product and bare statement one after the other, one caller, answers read whole. */
export async function measureSearches(site: BigSite, entries: number): Promise<SearchFigures> {
  const caller = await openCaller(site.address, (error) => {
    throw error;
  });
  try {
    const times = {} as Record<SearchKind, SearchTimes>;
    for (const kind of searchKinds) times[kind] = await measureKind(site, caller, kind);
    const words = await measureHttp(caller, (at) => wordsRequest(site, site.cast.registrarToken, at));
    return { entries, seconds: site.seconds, times, registrarWords: words };
  } finally {
    caller.close();
  }
}

async function measureKind(site: BigSite, caller: KeepAliveCaller, kind: SearchKind): Promise<SearchTimes> {
  const random = seededRandom(7);
  const questions = Array.from({ length: askings + warmUps }, (_, at) => ask[kind](site, random, at));
  const [opis, bare]: [number[], number[]] = [[], []];
  for (const [at, question] of questions.entries()) {
    const took = [
      await timed(() => askHttp(caller, question.request)),
      await timed(() => askBare(site.bare, question)),
    ];
    if (at < warmUps) continue;
    opis.push(took[0] ?? 0);
    bare.push(took[1] ?? 0);
  }
  return { opis: toTimes(opis), bare: toTimes(bare) };
}

async function measureHttp(caller: KeepAliveCaller, request: (at: number) => Buffer) {
  const took: number[] = [];
  for (let at = 0; at < askings; at++) took.push(await timed(() => askHttp(caller, request(at))));
  return toTimes(took);
}

export function toTimes(took: number[]) {
  const sorted = Float64Array.from(took).sort();
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function askHttp(caller: KeepAliveCaller, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    caller.ask(request, (status, body) =>
      status === 200 ? resolve() : reject(new Error(`answered ${status}: ${body.toString()}`)),
    );
  });
}

const askBare = (db: Db, { bare }: Question) => namedQuery(db, bare.name, bare.text, bare.values);

/** A whole request; with a body it is a POST. */
export function toRequest(address: URL, token: string, path: string, body?: object): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `Host: ${address.host}`,
    `Authorization: Bearer ${token}`,
    ...(body === undefined
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
  ].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${text}`);
}

export const searchRequest = ({ address }: BigSite, token: string, text: string) =>
  toRequest(address, token, '/api/v1/search', { text, parties: false });

const wordsRequest = (site: BigSite, token: string, at: number) =>
  searchRequest(site, token, at % 4 === 0 ? frequentWord : inventQuery(seededRandom(at)));

type Ask = (site: BigSite, random: () => number, at: number) => Question;

const readerOf = (site: BigSite) => site.cast.reader;

const ask: Readonly<Record<SearchKind, Ask>> = {
  list: (site, _, at) => {
    const year = new Date().getUTCFullYear() - (at % 3);
    const path = `/api/v1/registers/general/entries?year=${year}&order=desc&limit=100`;
    return { request: toRequest(site.address, readerOf(site).token, path), bare: bareList(site, year) };
  },
  queue: (site) => ({
    request: toRequest(site.address, readerOf(site).token, '/api/v1/case-files?queue=mine&limit=50'),
    bare: {
      name: 'bench-bare-queue',
      text: `SELECT entries.number, entries.registered_on, entries.issuer, entries.subject, case_files.status, case_files.since
        FROM case_files JOIN entries ON entries.id = case_files.id
        WHERE case_files.handler_id = $1 AND case_files.status = 'with-handler' ORDER BY case_files.id LIMIT 50`,
      values: [readerOf(site).staffId],
    },
  }),
  number: (site, random) => {
    const one = site.readable[Math.floor(random() * site.readable.length)] ?? { number: 1, year: 2026 };
    return {
      request: searchRequest(site, readerOf(site).token, `${one.number}/${one.year}`),
      bare: {
        name: 'bench-bare-number',
        text: `SELECT entries.number, entries.issuer, entries.subject FROM entries
          JOIN books ON books.id = entries.book_id
          WHERE books.year = $1 AND entries.number = $2 AND EXISTS (SELECT FROM entry_readers
            WHERE entry_readers.principal = $3 AND entry_readers.book_id = entries.book_id AND entry_readers.number = entries.number)`,
        values: [one.year, one.number, readerOf(site).staffId],
      },
    };
  },
  words: (site, random) => askWords(site, inventQuery(random)),
  frequent: (site) => askWords(site, frequentWord),
  misspelt: (site, random) => {
    const one = site.readable[Math.floor(random() * site.readable.length)];
    const word = misspell(one?.issuer.split(' ')[0] ?? 'Bărcara', random);
    return {
      request: searchRequest(site, readerOf(site).token, word),
      bare: {
        name: 'bench-bare-misspelt',
        text: bareMisspelt,
        values: [foldText(word), readerOf(site).staffId],
      },
    };
  },
};

function bareList(site: BigSite, year: number): Question['bare'] {
  return {
    name: 'bench-bare-list',
    text: `SELECT entries.number, entries.registered_on, entries.issuer, entries.subject FROM entry_readers
      JOIN entries ON entries.book_id = entry_readers.book_id AND entries.number = entry_readers.number
      WHERE entry_readers.principal = $1 AND entry_readers.book_id = (SELECT books.id FROM books WHERE books.year = $2)
      ORDER BY entry_readers.number DESC LIMIT 100`,
    values: [readerOf(site).staffId, year],
  };
}

function askWords(site: BigSite, text: string): Question {
  const folded = foldText(text)
    .split(' ')
    .filter((word) => word.length > 2)
    .join(' & ');
  return {
    request: searchRequest(site, readerOf(site).token, text),
    bare: {
      name: 'bench-bare-words',
      text: `SELECT entries.number, entries.issuer, entries.subject, ts_rank(found.words, to_tsquery('ro', $1)) AS rank
        FROM entry_readers
        JOIN search_entries AS found ON found.book_id = entry_readers.book_id AND found.number = entry_readers.number
        JOIN entries ON entries.book_id = found.book_id AND entries.number = found.number
        WHERE entry_readers.principal = $2 AND found.words @@ to_tsquery('ro', $1)
        ORDER BY rank DESC, found.registered_at DESC LIMIT 20`,
      values: [folded, readerOf(site).staffId],
    },
  };
}

const bareMisspelt = `
SELECT entries.number, entries.issuer, entries.subject FROM parties
JOIN entries ON entries.party_id = parties.id
JOIN entry_readers ON entry_readers.book_id = entries.book_id AND entry_readers.number = entries.number
WHERE $1 <% (' ' || parties.search_key) AND entry_readers.principal = $2
ORDER BY word_similarity($1, ' ' || parties.search_key) DESC LIMIT 20`;
