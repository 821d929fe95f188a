import { isPlainDate, type WrittenNumber } from '@opis/contracts';

// Enough for any letter; a text made of numbers must not make a query of thousands.
const mostQuoted = 20;

const months = [
  ...['ianuarie', 'februarie', 'martie', 'aprilie', 'mai', 'iunie', 'iulie', 'august', 'septembrie'],
  ...['octombrie', 'noiembrie', 'decembrie'],
];
const monthNames = months.join('|');

// A number of a registry as people write it: `12345/2026`, `12345 / 29.06.2026`, `nr. 12345 din 29 iunie 2026`,
// `12345-2026`, `12345/29.6.26`. Figures that go on before or behind it make it something else (a phone, an IBAN).
const written = new RegExp(
  String.raw`(?<!\d)(?<!\d[/.,-])0{0,6}([1-9]\d{0,8})\s{0,3}(?:/|\\|-|–|din(?:\s(?:data|data de|anul))?)\s{0,3}` +
    String.raw`(?:(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})|(\d{1,2})\s(${monthNames})\s(\d{4})|(\d{4}))(?![\d/]|[.,-]\d)`,
  'giu',
);

/**
 * Registration numbers that a text quotes, in any form in which they are written, each once. They prove nothing: whoever
 * saw an envelope can write one.
 */
export function findQuotedNumbers(text: string): WrittenNumber[] {
  const found = new Map<string, WrittenNumber>();
  for (const match of text.normalize('NFKC').replace(/\s+/gu, ' ').matchAll(written)) {
    const quoted = toWritten(match);
    if (quoted !== undefined) found.set(`${quoted.number}/${quoted.date ?? quoted.year}`, quoted);
    if (found.size === mostQuoted) break;
  }
  return [...found.values()];
}

function toWritten([, number, day, month, year, dayToo, monthName, yearToo, bareYear]: RegExpMatchArray) {
  if (bareYear !== undefined) return toYearly(Number(number), Number(bareYear));
  const named = monthName === undefined ? undefined : months.indexOf(monthName.toLowerCase()) + 1;
  return toDated(Number(number), {
    year: longYear(year ?? yearToo ?? ''),
    month: String(named ?? month).padStart(2, '0'),
    day: (day ?? dayToo ?? '').padStart(2, '0'),
  });
}

const longYear = (year: string) => (year.length === 2 ? `20${year}` : year);

function toYearly(number: number, year: number): WrittenNumber | undefined {
  return year >= 1990 && year <= 2200 ? { number, year, date: undefined } : undefined;
}

function toDated(
  number: number,
  { year, month, day }: { year: string; month: string; day: string },
): WrittenNumber | undefined {
  const date = `${year}-${month}-${day}`;
  return isPlainDate(date) ? { number, year: Number(year), date } : undefined;
}
