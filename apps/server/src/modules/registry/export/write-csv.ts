import { Readable } from 'node:stream';
import { formatPlainDate } from '@opis/contracts';
import { stringify } from 'csv-stringify';
import type { BookLine } from './book-line.ts';
import { exportText } from './export-texts.ts';
import { showAnnulment, showState } from './show-line.ts';

const day = (date: string | null) => (date === null ? '' : formatPlainDate(date));

const columns: readonly (readonly [header: string, value: (line: BookLine) => string | number])[] = [
  [exportText('column.number'), (line) => line.number],
  [exportText('column.year'), (line) => line.year],
  [exportText('column.date'), (line) => day(line.registeredOn)],
  [exportText('column.hour'), (line) => line.registeredTime],
  [exportText('column.issuer-number'), (line) => line.issuerNumber ?? ''],
  [exportText('column.issuer-date'), (line) => day(line.issuerDate)],
  [exportText('column.sheets'), (line) => line.sheets],
  [exportText('column.annexes'), (line) => line.annexes],
  [exportText('column.issuer'), (line) => line.issuer],
  [exportText('column.subject'), (line) => line.subject],
  [exportText('column.unit'), (line) => line.unit ?? ''],
  [exportText('column.dispatched'), (line) => day(line.dispatchedOn)],
  [exportText('column.resolution'), (line) => line.resolution ?? ''],
  [exportText('column.addressee'), (line) => line.addressee ?? ''],
  [exportText('column.answers'), (line) => line.outCount],
  [exportText('column.joined'), ({ joined }) => (joined ? `${joined.number}/${joined.year}` : '')],
  [exportText('column.nomenclature'), (line) => line.nomenclature ?? ''],
  [exportText('column.state'), showState],
  [exportText('column.annulment'), showAnnulment],
  [exportText('column.emergency'), (line) => line.emergencyNumber ?? ''],
];

/**
 * The book for programs and spreadsheets: UTF-8 with a mark, `;` between fields, as Romanian spreadsheets read it. A
 * text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line end) gets an apostrophe before.
 */
export function writeCsv(lines: AsyncIterable<BookLine>): Readable {
  const records = Readable.from(toRecords(lines));
  const written = stringify({
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_match: /[\r\n]/,
  });
  return records.on('error', (error) => written.destroy(error)).pipe(written);
}

async function* toRecords(lines: AsyncIterable<BookLine>) {
  yield columns.map(([header]) => header);
  for await (const line of lines) yield columns.map(([, value]) => value(line));
}
