import type { OrganisationPlan } from '@opis/contracts';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type CsvList, csvColumns, csvLists } from './csv-lists.ts';
import { organisationText } from './organisation-texts.ts';
import { mistakeAt, type Place, PlanFileError, type ReadFile } from './plan-mistakes.ts';

type Line = { number: number; cells: ReadonlyMap<string, string> };
type Sheet = { columns: readonly string[]; lines: readonly Line[] };

/**
 * Reads the table form: one row a thing, `tip` says which. Separated by `;`, `,` or tabs, quoted as RFC 4180 says.
 * Throws `PlanFileError` where it is no table, a column is unknown or a kind is.
 */
export function readCsv(text: string): ReadFile {
  const sheet = readSheet(text);
  const lists = Map.groupBy(sheet.lines, listOf);
  const unknown = (lists.get(undefined) ?? []).map((line) =>
    mistakeAt(placeIn(sheet, line, 'tip'), organisationText('csv.kind', { kinds: kindsInWords })),
  );
  if (unknown.length > 0) throw new PlanFileError(unknown);
  const value = Object.fromEntries(
    csvLists.flatMap((list): [string, unknown][] => {
      const rows = (lists.get(list) ?? []).map(({ cells }) => toRow(list, cells));
      if (rows.length === 0) return [];
      return [[list.name, list.name === 'institution' ? rows[0] : rows]];
    }),
  );
  return { value, placeOf: (path) => placeOfPath(sheet, lists, path) };
}

const kindsInWords = csvLists.map(({ kind }) => kind).join(', ');
const listOf = (line: Line) => csvLists.find(({ kind }) => kind === line.cells.get('tip')?.toLowerCase());

function readSheet(text: string): Sheet {
  const [head, ...rows] = splitRows(text);
  if (head === undefined)
    throw new PlanFileError([mistakeAt({ line: 1, column: 1 }, organisationText('csv.empty'))]);
  const columns = head.cells.map((name) => name.trim().toLowerCase());
  const wrong = columns.flatMap((name, at) =>
    isColumn(name) && columns.indexOf(name) === at
      ? []
      : [mistakeAt({ line: head.line, column: at + 1 }, organisationText('csv.column', { name }))],
  );
  if (!columns.includes('tip'))
    wrong.push(mistakeAt({ line: head.line, column: 1 }, organisationText('csv.no-kind')));
  if (wrong.length > 0) throw new PlanFileError(wrong);
  const lines = rows.map(({ line, cells }) => ({
    number: line,
    cells: new Map(cells.map((cell, at) => [columns[at] ?? '', unescapeCell(cell).trim()])),
  }));
  return { columns, lines };
}

const columnNames: ReadonlySet<string> = new Set(csvColumns);
const isColumn = (name: string) => columnNames.has(name);

type RawRow = { line: number; cells: string[] };

function splitRows(text: string): RawRow[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count_less: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: 100_000,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    // The library counts the line on which a record ends; quoted cells may hold several.
    return records.map(({ record, info }) => ({
      line: info.lines - record.reduce((n, cell) => n + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0),
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    const column = typeof error.column === 'number' ? error.column + 1 : 1;
    const text =
      error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' ||
      error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS'
        ? organisationText('csv.too-many-cells')
        : organisationText('csv.broken');
    throw new PlanFileError([mistakeAt({ line, column }, text)], { cause: error });
  }
}

/** Excel in Romanian writes `;`. The heading, which has no quoted cells, decides. */
function separatorOf(text: string): string {
  const heading = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
  const counts = [';', ',', '\t'].map((sign) => [sign, heading.split(sign).length] as const);
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ';';
}

function toRow(list: CsvList, cells: ReadonlyMap<string, string>): object {
  const row: Record<string, unknown> = {};
  for (const [column, field] of Object.entries(list.fields)) {
    const cell = cells.get(column) ?? '';
    const value = field.read(cell);
    if (value !== undefined) row[field.path] = value;
  }
  return list.finish ? list.finish(row) : row;
}

function placeOfPath(
  sheet: Sheet,
  lists: ReadonlyMap<CsvList | undefined, readonly Line[]>,
  path: string,
): Place {
  const [name = '', ...rest] = path.split('.');
  const list = csvLists.find((each) => each.name === name);
  const at = name === 'institution' ? 0 : Number(rest[0] ?? 0);
  const line = list && lists.get(list)?.[at];
  if (list === undefined || line === undefined) return { line: 1, column: 1 };
  const field = name === 'institution' ? rest[0] : rest[1];
  const column = Object.entries(list.fields).find(([, each]) => each.path === field)?.[0];
  return placeIn(sheet, line, column ?? 'tip');
}

/** The column is that of the table: the third cell is 3. */
const placeIn = (sheet: Sheet, line: Line, column: string): Place => ({
  line: line.number,
  column: Math.max(sheet.columns.indexOf(column), 0) + 1,
});

/** A plan as the table form, for Excel: UTF-8 with its mark, `;`, lines ended as Windows does. */
export function writeCsv(plan: OrganisationPlan): string {
  const columns = csvColumns;
  const lines = csvLists.flatMap((list) =>
    rowsOf(plan, list).map((row) =>
      columns.map((column) => {
        const field = list.fields[column];
        return column === 'tip' ? list.kind : field ? field.write(row) : '';
      }),
    ),
  );
  return `\ufeff${[columns, ...lines].map((cells) => cells.map(toCell).join(';')).join('\r\n')}\r\n`;
}

function rowsOf(plan: OrganisationPlan, { name }: CsvList): readonly object[] {
  if (name === 'institution') return plan.institution ? [plan.institution] : [];
  return plan[name];
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it, and loses it when read back. */
const escapeCell = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const unescapeCell = (text: string) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

function toCell(text: string): string {
  const safe = escapeCell(text);
  return /[";,\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
