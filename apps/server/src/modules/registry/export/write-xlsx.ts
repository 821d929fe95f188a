import { Readable } from 'node:stream';
import { type ColumnDef, writeXlsxStream } from 'hucre/xlsx';
import type { BookLine } from './book-line.ts';
import { exportText } from './export-texts.ts';
import { showAnnulment, showState } from './show-line.ts';

type Value = string | number | Date | null;
type Column = {
  header: string;
  width: number;
  value: (line: BookLine) => Value;
  numFmt?: string;
};

const dayFormat = 'dd.mm.yyyy';
const day = (date: string | null) => (date === null ? null : new Date(`${date}T00:00:00Z`));

const columns: readonly Column[] = [
  { header: exportText('column.number'), width: 12, value: (line) => line.number, numFmt: '0' },
  { header: exportText('column.year'), width: 7, value: (line) => line.year, numFmt: '0' },
  {
    header: exportText('column.date'),
    width: 12,
    value: (line) => day(line.registeredOn),
    numFmt: dayFormat,
  },
  { header: exportText('column.hour'), width: 7, value: (line) => line.registeredTime },
  { header: exportText('column.issuer-number'), width: 16, value: (line) => line.issuerNumber },
  {
    header: exportText('column.issuer-date'),
    width: 12,
    value: (line) => day(line.issuerDate),
    numFmt: dayFormat,
  },
  { header: exportText('column.sheets'), width: 9, value: (line) => line.sheets },
  { header: exportText('column.annexes'), width: 9, value: (line) => line.annexes },
  { header: exportText('column.issuer'), width: 32, value: (line) => line.issuer },
  { header: exportText('column.subject'), width: 60, value: (line) => line.subject },
  { header: exportText('column.unit'), width: 24, value: (line) => line.unit },
  {
    header: exportText('column.dispatched'),
    width: 12,
    value: (line) => day(line.dispatchedOn),
    numFmt: dayFormat,
  },
  { header: exportText('column.resolution'), width: 24, value: (line) => line.resolution },
  { header: exportText('column.addressee'), width: 28, value: (line) => line.addressee },
  { header: exportText('column.answers'), width: 10, value: (line) => line.outCount },
  {
    header: exportText('column.joined'),
    width: 12,
    value: ({ joined }) => (joined === null ? null : `${joined.number}/${joined.year}`),
  },
  { header: exportText('column.nomenclature'), width: 12, value: (line) => line.nomenclature },
  { header: exportText('column.state'), width: 12, value: showState },
  { header: exportText('column.annulment'), width: 40, value: (line) => showAnnulment(line) || null },
  { header: exportText('column.emergency'), width: 16, value: (line) => line.emergencyNumber },
];

/**
 * The book as a workbook, written as it is read: numbers and days as such, the head frozen. Texts are text cells and
 * never formulas, whatever they begin with.
 */
export function writeXlsx(lines: AsyncIterable<BookLine>): Readable {
  const definitions = columns.map(
    ({ header, width, numFmt }): ColumnDef => ({
      header,
      width,
      ...(numFmt === undefined ? {} : { numFmt }),
    }),
  );
  const stream = writeXlsxStream(toRows(lines), {
    name: exportText('sheet'),
    columns: definitions,
    freezePane: { rows: 1, columns: 1 },
  });
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);
}

async function* toRows(lines: AsyncIterable<BookLine>): AsyncGenerator<Value[]> {
  for await (const line of lines) yield columns.map(({ value }) => value(line));
}
