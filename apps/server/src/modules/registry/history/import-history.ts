import { AppError, type HistoryEncoding, type HistoryFinding, type HistoryReport } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/history.ro.json' with { type: 'json' };
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { type EventActor, recordEvent } from '../../events/index.ts';
import type { RegisterRow } from '../registers.ts';
import { findColumns, type HistoryColumns } from './history-columns.ts';
import { BrokenLine, describeFile, type FileFormat, readRecords } from './history-file.ts';
import { readHistoryRow, type WrongCell } from './history-row.ts';
import { insertImport, type RowToStore, readFirstNumbers, storeRows } from './history-store.ts';

/** The sentences of the import, for its doors. */
export const historyTexts = openTexts(messages);

/** A file of the old register and how it is to be read; `name` is what people call it. */
export type HistoryFile = {
  path: string;
  name: string;
  encoding?: HistoryEncoding | undefined;
  map?: string | undefined;
};

const batchSize = 500;
const listed = 100;

class Undo extends Error {}

/**
 * Brings a file of the old register in, all of its rows or none: with one wrong line nothing is imported. The same file
 * twice brings nothing new; a number that is there with other content stays as it was and is reported. `keep: false` does
 * the same and takes it back, so that a preview says exactly what an import would. One line is in memory at a time.
 */
export async function importHistory(
  deps: { db: Db; clock: Clock },
  actor: EventActor,
  command: { file: HistoryFile; register: RegisterRow; keep: boolean },
): Promise<HistoryReport> {
  const format = await describeFile(command.file.path, command.file.encoding);
  let report: HistoryReport | undefined;
  try {
    await deps.db.transaction().execute(async (tx) => {
      report = await readFile(tx, deps.clock, { ...command, actor, format });
      if (!command.keep || report.errorCount > 0) throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  if (report === undefined) throw new Error('a file without a report');
  return report;
}

type Reading = {
  file: HistoryFile;
  register: RegisterRow;
  actor: EventActor;
  format: FileFormat;
};

async function readFile(
  tx: Tx,
  clock: Clock,
  { file, register, actor, format }: Reading,
): Promise<HistoryReport> {
  const at = clock.now();
  const { date: today, year: thisYear } = toLegalTime(at);
  const importId = newId();
  const firstNumbers = await readFirstNumbers(tx, register.id);
  const report = emptyReport(format);
  const years = new Map<number, number>();
  let columns: HistoryColumns | undefined;
  let waiting: RowToStore[] = [];

  const tell = (line: number, columnOf: WrongCell['field'], what: string) => {
    const column = columnOf && (columns?.headers[columns.at.get(columnOf) ?? -1] ?? null);
    report.errorCount++;
    if (report.errors.length < listed) report.errors.push(toFinding(file.name, { line, column, what }));
  };
  const store = async () => {
    const { added, known } = await storeRows(tx, { registerId: register.id, importId, rows: waiting });
    waiting = [];
    report.added += added.length;
    for (const { row } of added) years.set(row.year, (years.get(row.year) ?? 0) + 1);
    for (const { line, row, same } of known) {
      if (same) report.same++;
      else {
        report.differingCount++;
        const what = historyTexts('differs', { value: row.registrationNumber });
        if (report.differing.length < listed)
          report.differing.push(toFinding(file.name, { line, column: null, what }));
      }
    }
  };
  const take = async (line: number, cells: readonly string[]) => {
    if (columns === undefined) {
      columns = findColumns(cells, file.map);
      return describeColumns(report, columns);
    }
    report.rows++;
    const read = readHistoryRow(columns, cells, today);
    if ('wrong' in read) {
      for (const { field, what, value } of read.wrong) tell(line, field, sayWrong(what, value));
      return;
    }
    const outside = outsideHistory(read.row, { firstNumbers, thisYear });
    if (outside) return tell(line, 'number', outside);
    if (report.sample.length < 20) report.sample.push(read.row);
    // What will be taken back anyway is not written any more.
    if (report.errorCount === 0) waiting.push({ line, row: read.row });
    if (waiting.length >= batchSize) await store();
  };

  try {
    for await (const { line, cells } of readRecords(file.path, format)) await take(line, cells);
  } catch (error) {
    if (!(error instanceof BrokenLine)) throw error;
    tell(error.line, null, historyTexts('wrong.quote'));
  }
  if (columns === undefined && report.errorCount === 0) throw new AppError('validation', 'history.no-header');
  if (report.errorCount === 0 && waiting.length > 0) await store();
  if (report.errorCount === 0 && report.added > 0) {
    const by = actor.accountId;
    const imported = { id: importId, registerId: register.id, fileName: file.name, hash: format.hash };
    await insertImport(tx, { ...imported, added: report.added, at, by });
    const subject = { at, subjectType: 'register', subjectId: register.id } as const;
    const data = { import: importId, rows: report.added };
    await recordEvent(tx, actor, { ...subject, type: 'history.imported', data });
  }
  report.years.push(
    ...[...years].map(([year, count]) => ({ year, count })).toSorted((one, other) => other.year - one.year),
  );
  return report;
}

function emptyReport({ encoding, delimiter }: FileFormat): HistoryReport {
  return {
    encoding,
    delimiter,
    columns: [],
    unread: [],
    rows: 0,
    added: 0,
    same: 0,
    years: [],
    sample: [],
    errors: [],
    errorCount: 0,
    differing: [],
    differingCount: 0,
  };
}

function describeColumns(report: HistoryReport, { at, headers }: HistoryColumns) {
  report.columns.push(...[...at].map(([field, place]) => ({ field, header: headers[place] ?? '' })));
  const read = new Set(at.values());
  report.unread.push(...headers.filter((header, place) => !read.has(place) && header.trim() !== ''));
}

// REG-01: a number that this program gives, or may still give, cannot be history.
function outsideHistory(
  row: { year: number; number: number },
  known: { firstNumbers: ReadonlyMap<number, number>; thisYear: number },
): string | undefined {
  const first = known.firstNumbers.get(row.year);
  if (first !== undefined && row.number >= first)
    return historyTexts('wrong.in-book', { value: `${row.number}/${row.year}` });
  if (first === undefined && row.year >= known.thisYear)
    return historyTexts('wrong.book-missing', { value: String(row.year) });
  return undefined;
}

type Place = { line: number; column: string | null; what: string };

function toFinding(file: string, { line, column, what }: Place): HistoryFinding {
  const shown = String(line);
  const text =
    column === null
      ? historyTexts('finding.place-line', { file, line: shown, what })
      : historyTexts('finding.place', { file, line: shown, column, what });
  return { line, column, text };
}

function sayWrong(what: string, value: string): string {
  return historyTexts(`wrong.${what}` as Parameters<typeof historyTexts>[0], { value });
}
