import { buffer } from 'node:stream/consumers';
import type { InformationRegisterRow, InformationReport } from '@opis/contracts';
import { type ColumnDef, writeXlsxStream } from 'hucre/xlsx';
import { informationText } from '../information-text.ts';
import { showAnswer, showValue } from './show-information.ts';

type Value = string | number | Date | null;
type Column<Row> = { header: string; width: number; value: (row: Row) => Value; numFmt?: string };

const day = (date: string | null) => (date === null ? null : new Date(`${date}T00:00:00Z`));
const dayFormat = 'dd.mm.yyyy';

const registerColumns: readonly Column<InformationRegisterRow>[] = [
  { header: informationText('column.number'), width: 10, value: ({ number }) => number, numFmt: '0' },
  {
    header: informationText('column.date'),
    width: 12,
    value: (row) => day(row.registeredOn),
    numFmt: dayFormat,
  },
  { header: informationText('column.form'), width: 12, value: ({ form }) => informationText(`form.${form}`) },
  { header: informationText('column.issuer'), width: 32, value: ({ issuer }) => issuer },
  { header: informationText('column.information'), width: 60, value: ({ information }) => information },
  {
    header: informationText('column.domain'),
    width: 26,
    value: ({ domain }) => domain && informationText(`domain.${domain}`),
  },
  { header: informationText('column.answer'), width: 40, value: showAnswer },
  {
    header: informationText('column.channel'),
    width: 14,
    value: ({ answerBy }) => answerBy && informationText(`by.${answerBy as 'email'}`),
  },
  { header: informationText('column.due'), width: 12, value: ({ dueOn }) => day(dueOn), numFmt: dayFormat },
  {
    header: informationText('column.answered'),
    width: 12,
    value: ({ resultOn }) => day(resultOn),
    numFmt: dayFormat,
  },
  {
    header: informationText('column.late'),
    width: 14,
    value: ({ late }) => (late ? informationText('late') : informationText('in-time')),
  },
  {
    header: informationText('column.complaints'),
    width: 12,
    value: ({ complaints }) => complaints,
    numFmt: '0',
  },
];

/** The register of requests as a workbook: numbers and days as such, texts never formulas. */
export const registerSheet = (rows: readonly InformationRegisterRow[]): Promise<Buffer> =>
  write(rows, registerColumns, informationText('sheet.register'));

type Line = { section: string; code: string; label: string; value: Value };

const reportColumns: readonly Column<Line>[] = [
  { header: informationText('column.section'), width: 40, value: ({ section }) => section },
  { header: informationText('column.code'), width: 10, value: ({ code }) => code },
  { header: informationText('column.label'), width: 60, value: ({ label }) => label },
  { header: informationText('column.value'), width: 18, value: ({ value }) => value },
];

/** The yearly report as a workbook, a row a line. */
export function reportSheet({ sections }: InformationReport): Promise<Buffer> {
  const lines = sections.flatMap(({ title, lines: own }) =>
    own.map((line) => ({
      section: title,
      code: line.code,
      label: line.label,
      value: line.kind === 'asked' ? showValue(line) : line.value === null ? null : Number(line.value),
    })),
  );
  return write(lines, reportColumns, informationText('sheet.report'));
}

async function write<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  name: string,
): Promise<Buffer> {
  async function* values(): AsyncGenerator<Value[]> {
    for (const row of rows) yield columns.map(({ value }) => value(row));
  }
  const definitions = columns.map(
    ({ header, width, numFmt }): ColumnDef => ({
      header,
      width,
      ...(numFmt === undefined ? {} : { numFmt }),
    }),
  );
  const stream = writeXlsxStream(values(), {
    name,
    columns: definitions,
    freezePane: { rows: 1, columns: 1 },
  });
  return buffer(stream as Parameters<typeof buffer>[0]);
}
