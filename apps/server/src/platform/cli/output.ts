import { commandText } from './command-texts.ts';

/** One line to standard output. */
export const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Something as JSON, indented, to standard output. */
export const printJson = (value: unknown): void => printLine(JSON.stringify(value, undefined, 2));

/** A column of a list: its heading and the text of a row. */
export type Column<Row> = { heading: string; text: (row: Row) => string };

/** Rows as an aligned table for people, or whole as JSON for programs. Every command that lists ends here. */
export function printList<Row>(
  rows: readonly Row[],
  options: { columns: readonly Column<Row>[]; json: boolean },
): void {
  if (options.json) printJson(rows);
  else if (rows.length === 0) printLine(commandText('empty'));
  else for (const line of toTable(rows, options.columns)) printLine(line);
}

function toTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string[] {
  const cells = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ text }) => text(row))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
