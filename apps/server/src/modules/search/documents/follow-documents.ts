import { createHash } from 'node:crypto';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type IndexableEntry, readIndexableEntries } from '../../registry/index.ts';
import { findConsignments } from '../consignments.ts';
import type { IndexDeps } from '../follow-ledger.ts';
import { indexMessages } from '../messages/index-messages.ts';
import type { Pace } from '../pace.ts';
import { takeOutCnps, toIndexedWords, withGaps } from '../search-words.ts';
import { type DocumentRow, type PageText, toDocumentRows } from './document-row.ts';
import {
  type ChangedContext,
  type DocumentContext,
  type DocumentPlace,
  dropDocuments,
  firstPages,
  holdBooks,
  lockDrain,
  noteStaleDocuments,
  readFirstPages,
  readPageAfter,
  readPlaces,
  takePending,
  writeDocumentRows,
} from './document-store.ts';
import { findTextKeys, type KeyReading } from './text-keys.ts';

/** Named in one transaction: few while people work, many at a rebuild. */
const atOnce = { following: 20, rebuilding: 200 };
/** A file that thousands of documents hold is indexed for so many of them at a time. */
const documentsAtOnce = 100;

/**
 * Indexes what waits: messages, and each document as it is now, or out of the index when it may not be found any more. One process at
 * a time; what dies is taken up again, what is repeated writes the same.
 */
export async function followDocuments(deps: IndexDeps, pace: Pace): Promise<void> {
  let from = performance.now();
  while (await drainSome(deps, { wait: false })) {
    if (!(await pace(performance.now() - from))) return;
    from = performance.now();
  }
}

/** One step; false when nothing waits or another process is at it. */
export async function drainSome(deps: IndexDeps, { wait }: { wait: boolean }): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    if (!(await lockDrain(tx, { wait }))) return false;
    const limit = wait ? atOnce.rebuilding : atOnce.following;
    const { taken, documentIds, messageIds } = await takePending(tx, limit);
    await indexMessages(tx, messageIds, readingOf(deps));
    for (let from = 0; from < documentIds.length; from += documentsAtOnce)
      await indexDocuments(deps, tx, documentIds.slice(from, from + documentsAtOnce));
    return taken > 0;
  });
}

const readingOf = ({ keys, clock }: IndexDeps): KeyReading => ({
  lookupKey: keys.lookupKey,
  today: toLegalTime(clock.now()).date,
});

async function indexDocuments(deps: IndexDeps, tx: Tx, documentIds: readonly string[]) {
  const reading = readingOf(deps);
  await holdBooks(
    tx,
    (await readPlaces(tx, documentIds)).map(({ bookId }) => bookId),
  );
  // Read again under the locks: a paper may have been moved meanwhile.
  const places = await readPlaces(tx, documentIds);
  const contexts = await readContexts(tx, places, reading.today);
  const pages = await readFirstPages(
    tx,
    places.map(({ sha256 }) => sha256),
  );
  await dropDocuments(tx, documentIds);
  let rows: Parameters<typeof writeDocumentRows>[1][number][] = [];
  for (const place of places) {
    const entry = contexts.get(keyOf(place));
    if (entry === undefined) continue;
    const { context, keys } = withOwnNames(entry, place, reading);
    const first = pages.get(place.sha256) ?? [];
    let ordinal = 0;
    for await (const row of rowsOf(pagesOf(tx, place.sha256, first), reading)) {
      ordinal += 1;
      // A row with pieces may be large: never two of them at once.
      if (row.pieces.length > 0 && rows.length > 0) rows = await flush(tx, rows);
      rows.push({ place, ordinal, row: { ...row, keys: [...new Set([...row.keys, ...keys])] }, context });
    }
  }
  await flush(tx, rows);
}

/** The rows of what can be read in a document; of one in which nothing can, a row for its name. */
async function* rowsOf(...given: Parameters<typeof toDocumentRows>): AsyncGenerator<DocumentRow> {
  let some = false;
  for await (const row of toDocumentRows(...given)) {
    some = true;
    yield row;
  }
  if (!some) yield { page: null, words: '', keys: [], pieces: [] };
}

/** The words of the entry with those of this document's own names, and with how it left. */
function withOwnNames(
  entry: DocumentContext,
  { names, departures }: DocumentPlace,
  reading: KeyReading,
): { context: DocumentContext; keys: string[] } {
  const own = [...names, ...departures];
  const words = own.map((text) => toIndexedWords(takeOutCnps(text, reading.today).rest));
  const found = [
    ...own.flatMap((text) => findTextKeys(text, reading)),
    ...departures.flatMap((text) => findConsignments(text, { told: true })),
  ];
  const context = { ...entry, texts: withGaps([entry.texts, ...words]) };
  return { context, keys: found.map(({ key }) => key) };
}

async function flush(tx: Tx, rows: Parameters<typeof writeDocumentRows>[1]) {
  await writeDocumentRows(tx, rows);
  return [];
}

async function* pagesOf(tx: Tx, sha256: string, first: readonly PageText[]): AsyncGenerator<PageText> {
  yield* first;
  if (first.length < firstPages) return;
  for (let page = await readPageAfter(tx, sha256, firstPages); page !== undefined; ) {
    yield page;
    page = await readPageAfter(tx, sha256, page.page);
  }
}

const keyOf = ({ bookId, number }: Pick<DocumentPlace, 'bookId' | 'number'>) => `${bookId}/${number}`;

async function readContexts(
  db: Db | Tx,
  places: readonly DocumentPlace[],
  today: string,
): Promise<ReadonlyMap<string, DocumentContext>> {
  const books = Map.groupBy(places, ({ bookId }) => bookId);
  const entries = await Promise.all(
    [...books].map(([bookId, there]) =>
      readIndexableEntries(db, bookId, [...new Set(there.map(({ number }) => number))]),
    ),
  );
  return new Map(
    entries.flat().flatMap((entry) => {
      const context = toContext(entry, today);
      return context === undefined ? [] : [[keyOf(entry), context] as const];
    }),
  );
}

/** What an entry says beside the text of its documents; undefined when its documents must not be found. */
function toContext(entry: IndexableEntry, today: string): DocumentContext | undefined {
  // Erased at the end of its time, or annulled: nothing in its papers is found any more.
  if (entry.subject === null || entry.status === 'annulled') return undefined;
  const words = (texts: readonly (string | null)[]) =>
    withGaps(texts.flatMap((text) => (text === null ? [] : [toIndexedWords(takeOutCnps(text, today).rest)])));
  const names = words([entry.issuer, ...entry.addressees]);
  const texts = words([entry.subject, ...entry.resolutions, entry.issuerNumber, ...entry.fileNames]);
  return {
    names,
    texts,
    hash: createHash('sha256').update(`${names}\n${texts}`).digest('base64url').slice(0, 16),
  };
}

/** Has documents of entries that say something else now looked at again; in the step that indexes the entries. */
export async function noteChangedEntries(
  tx: Tx,
  entries: readonly IndexableEntry[],
  { today }: Pick<KeyReading, 'today'>,
): Promise<void> {
  const changed = entries.map(
    (entry): ChangedContext => ({
      book_id: entry.bookId,
      number: entry.number,
      context: toContext(entry, today)?.hash ?? null,
    }),
  );
  await noteStaleDocuments(tx, changed);
}
