import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { printLine } from '../../platform/cli/output.ts';
import type { Terminal } from '../../platform/cli/terminal.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import {
  listRestoredBooks,
  type RestoredBook,
  recordLostNumbers,
  verifyRegistry,
} from '../registry/index.ts';
import type { OperationsDeps } from './house.ts';
import { operationsText } from './operations-texts.ts';
import { rememberRun } from './run-store.ts';
import { settleLostFiles } from './settle-lost-files.ts';

/**
 * What whoever restores knows: last numbers by register, or that nothing was issued beyond what is known; and whether
 * files that no copy has are given up.
 */
export type LastIssued = { told: ReadonlyMap<string, number>; nothingMore: boolean; filesLost: boolean };

/**
 * Closes every book over what may have been issued before anything registers again: the copy's own numbers, those that
 * a witness saw, those that a person knows of. What is lost is written into the books and printed; then everything is
 * verified. Throws `OperatorError` when it is not told what it cannot know, or when something does not hold.
 */
export async function finishRestore(
  deps: OperationsDeps,
  issued: LastIssued,
  terminal: Terminal,
): Promise<void> {
  const { db, clock, files, keys, verifyParts } = deps;
  const sealPublicKey = createPublicKey(keys.sealKey).export({ type: 'spki', format: 'pem' }).toString();
  const lines = await readWitnessLines(deps);
  const year = toLegalTime(clock.now()).year;
  const books = await listRestoredBooks({ db, sealPublicKey }, { lines, year });
  refuseUnknown(books, issued);
  printLine(operationsText('restore.recovered-to', { at: await readLastMoment(deps) }));
  await settleLostFiles(deps, issued.filesLost);
  // All is asked before anything is written.
  const decided: { book: RestoredBook; lastIssued: number }[] = [];
  for (const book of books) decided.push({ book, lastIssued: await decideLast(book, issued, terminal) });
  await rememberRun(deps, 'restore', async () => {
    let lost = 0;
    for (const { book, lastIssued } of decided) lost += await closeOver(deps, book, lastIssued);
    return { lost };
  });
  const { findings } = await verifyRegistry({ db, files, sealPublicKey, verifyParts }, { against: lines });
  for (const finding of findings) printLine(operationsText('restore.verify-bad', finding));
  if (findings.length > 0) throw new OperatorError(operationsText('restore.bad'));
  printLine(operationsText('restore.verified'));
}

function refuseUnknown(books: readonly RestoredBook[], { told }: LastIssued) {
  const unknown = [...told.keys()].find((code) => !books.some(({ register }) => register === code));
  if (unknown !== undefined)
    throw new OperatorError(operationsText('restore.no-register', { register: unknown }));
}

async function decideLast(book: RestoredBook, issued: LastIssued, terminal: Terminal): Promise<number> {
  const known = Math.max(book.recovered, book.witnessed ?? 0);
  const told = issued.told.get(book.register);
  if (told !== undefined) return Math.max(known, told);
  if (issued.nothingMore) return known;
  if (!terminal.isPerson)
    throw new OperatorError(
      operationsText('restore.must-say', { register: book.register, recovered: String(book.recovered) }),
    );
  return Math.max(known, await askLast(book, terminal));
}

async function askLast(book: RestoredBook, terminal: Terminal): Promise<number> {
  const { name, year, recovered, witnessed } = book;
  const values = {
    name,
    year: String(year),
    recovered: String(recovered),
    witnessed: String(witnessed ?? 'none'),
  };
  return toNumber(await terminal.ask(operationsText('restore.ask', values)));
}

/** A registration number that a person typed; throws `OperatorError`. */
export function toNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text.trim())) throw new OperatorError(operationsText('restore.bad-number', { text }));
  return Number(text);
}

async function closeOver(deps: OperationsDeps, book: RestoredBook, lastIssued: number): Promise<number> {
  const { register, year } = book;
  const lost =
    lastIssued > book.recovered ? await recordLostNumbers(deps, { register, year, lastIssued }) : undefined;
  const place = { register, year: String(year) };
  if (lost === undefined) {
    printLine(operationsText('restore.none-lost', { ...place, next: String(book.recovered + 1) }));
    return 0;
  }
  const { from, to } = lost;
  const count = to - from + 1;
  printLine(operationsText('restore.lost', { ...place, from: String(from), to: String(to), count }));
  for (const [code, range] of Object.entries(lost.subNumbers))
    printLine(operationsText('restore.lost-sub', { code, from: String(range.from), to: String(range.to) }));
  return count;
}

async function readWitnessLines({ house }: OperationsDeps): Promise<string[]> {
  const folders = [house.witnessDir, house.archiveDir].filter((folder) => folder !== undefined);
  const texts = await Promise.all(
    folders.map((folder) => readFile(join(folder, 'heads.jsonl'), 'utf8').catch(() => '')),
  );
  return [...new Set(texts.flatMap((text) => text.split('\n')))].filter((line) => line.trim() !== '');
}

async function readLastMoment({ db }: OperationsDeps): Promise<string> {
  const { rows } = await sql<{ at: Date | null }>`SELECT max(events.at) AS at FROM events`.execute(db);
  const at = rows[0]?.at;
  if (!at) return '–';
  const { date, time } = toLegalTime(at);
  return `${date.split('-').reverse().join('.')}, ora ${time}:${String(at.getUTCSeconds()).padStart(2, '0')}`;
}
