/** What a caller was told: its number, and what the number was given for. */
export type Acknowledgement = BookRow & { requestId: string };

/** A row of the book, as far as a caller was told of it. */
export type BookRow = {
  year: number;
  number: number;
  hash: string;
  subject: string;
  registeredAt: string;
  registeredOn: string;
  subRegister: string | null;
  subNumber: number | null;
};

/** Each list names what is wrong; all empty when the book keeps its promise. */
export type Differences = {
  /** Acknowledged, and not in the book. */
  lost: string[];
  /** In the book with another hash, content, hour or sub-number than was acknowledged. */
  altered: string[];
  /** A number that two callers, or two rows, have. */
  repeated: string[];
  /** A request that was told one number and, when repeated, another. */
  unsteady: string[];
  /** A number, or a sub-register's number, that is missing below one that is there. */
  gaps: string[];
  /** In the book, and acknowledged to nobody, though every caller insisted until it was answered. */
  unasked: string[];
  /** A row whose hour, or whose day, is before the one above it or in another year. */
  backwards: string[];
};

const nameOf = ({ year, number }: { year: number; number: number }) => `${number}/${year}`;

/** Compares everything that was ever acknowledged with the whole of the book. */
export function compareBook(acknowledged: readonly Acknowledgement[], rows: readonly BookRow[]): Differences {
  const inBook = new Map(rows.map((row) => [nameOf(row), row]));
  const distinct = distinctAnswers(acknowledged);
  const byName = new Map(acknowledged.map((item) => [nameOf(item), item]));
  return {
    lost: acknowledged.filter((item) => !inBook.has(nameOf(item))).map(nameOf),
    altered: acknowledged.filter((item) => isAltered(item, inBook.get(nameOf(item)))).map(nameOf),
    repeated: [...repeatedNames(rows), ...repeatedNames(distinct)],
    unsteady: [...new Set(repeats(distinct.map((item) => item.requestId)))],
    gaps: [...yearsOf(rows)].flatMap((year) => gapsOf(rows.filter((row) => row.year === year))),
    unasked: rows.filter((row) => !byName.has(nameOf(row))).map(nameOf),
    backwards: [...yearsOf(rows)].flatMap((year) => backwardsIn(rows.filter((row) => row.year === year))),
  };
}

const compared = ['hash', 'subject', 'registeredAt', 'registeredOn', 'subRegister', 'subNumber'] as const;

const isAltered = (item: Acknowledgement, row: BookRow | undefined) =>
  row !== undefined && compared.some((key) => item[key] !== row[key]);

const yearsOf = (rows: readonly BookRow[]) => new Set(rows.map((row) => row.year));

const repeatedNames = (items: readonly { year: number; number: number }[]) => repeats(items.map(nameOf));

function repeats(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || !seen.add(name));
}

// The same request acknowledged twice with the same number is what idempotency promises.
function distinctAnswers(acknowledged: readonly Acknowledgement[]): Acknowledgement[] {
  return [...new Map(acknowledged.map((item) => [`${item.requestId} ${nameOf(item)}`, item])).values()];
}

function gapsOf(rows: readonly BookRow[]): string[] {
  const subs = new Set(rows.flatMap((row) => row.subRegister ?? []));
  const inSub = (code: string) =>
    rows.flatMap((row) => (row.subRegister === code ? [row.subNumber ?? 0] : []));
  const year = rows[0]?.year;
  return [
    ...missingBelow(rows.map((row) => row.number)).map((number) => `${number}/${year}`),
    ...[...subs].flatMap((code) => missingBelow(inSub(code)).map((number) => `${code} ${number}/${year}`)),
  ];
}

function missingBelow(numbers: readonly number[]): number[] {
  const there = new Set(numbers);
  const last = numbers.reduce((most, number) => Math.max(most, number), 0);
  return Array.from({ length: last }, (_, index) => index + 1).filter((number) => !there.has(number));
}

function backwardsIn(rows: readonly BookRow[]): string[] {
  const sorted = [...rows].sort((a, b) => a.number - b.number);
  return sorted
    .filter((row, index) => {
      const before = sorted[index - 1];
      const turned =
        before && (row.registeredAt < before.registeredAt || row.registeredOn < before.registeredOn);
      return turned || !row.registeredOn.startsWith(`${row.year}-`);
    })
    .map(nameOf);
}
