import { isPlainDate } from '@opis/contracts';
import { addDays } from './dates.ts';

/** Which way an unfinished date leans: a document's own date lies behind us, a term before us. */
export type DateLeaning = 'past' | 'future';

const words: Readonly<Record<string, number>> = {
  azi: 0,
  astazi: 0,
  ieri: -1,
  alaltaieri: -2,
  maine: 1,
  poimaine: 2,
};

/**
 * Reads a date as hands write it: `21`, `21.11`, `21.11.2026`, `21112026`, `ieri`, `+30`, `-3`. What is missing is
 * completed towards `leaning`, from `today`. Undefined when it is not a date.
 */
export function readTypedDate(
  text: string,
  today: string,
  leaning: DateLeaning = 'past',
): string | undefined {
  const bare = text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const named = words[bare];
  if (named !== undefined) return addDays(today, named);
  const relative = /^([+-])(\d{1,4})$/.exec(bare);
  if (relative) return addDays(today, Number(`${relative[1]}${relative[2]}`));
  const numbers = readNumbers(bare);
  return numbers ? completeDate(numbers, today, leaning) : undefined;
}

type DateNumbers = { day: number; month?: number; year?: number };

function readNumbers(text: string): DateNumbers | undefined {
  if (isPlainDate(text)) return fromParts(text.slice(8), text.slice(5, 7), text.slice(0, 4));
  const together = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (together) return fromParts(together[1], together[2], together[3]);
  const parted = /^(\d{1,2})(?:[./\- ](\d{1,2})(?:[./\- ](\d{2}|\d{4}))?)?[./]?$/.exec(text);
  return parted ? fromParts(parted[1], parted[2], parted[3]) : undefined;
}

function fromParts(day: string | undefined, month?: string, year?: string): DateNumbers {
  return {
    day: Number(day),
    ...(month !== undefined && { month: Number(month) }),
    ...(year !== undefined && { year: year.length === 2 ? 2000 + Number(year) : Number(year) }),
  };
}

function completeDate(
  { day, month, year }: DateNumbers,
  today: string,
  leaning: DateLeaning,
): string | undefined {
  if (month !== undefined && year !== undefined) return toDate(year, month, day);
  const thisYear = Number(today.slice(0, 4));
  const thisMonth = Number(today.slice(5, 7));
  const candidates =
    month === undefined
      ? monthsAround(thisYear, thisMonth).map(([y, m]) => toDate(y, m, day))
      : [thisYear - 1, thisYear, thisYear + 1].map((y) => toDate(y, month, day));
  const real = candidates.filter((date) => date !== undefined);
  return leaning === 'past' ? real.findLast((date) => date <= today) : real.find((date) => date >= today);
}

/** Two months back and two ahead, in order: the 31st is not in every month. */
function monthsAround(year: number, month: number): [number, number][] {
  return [-2, -1, 0, 1, 2].map((step) => {
    const months = year * 12 + month - 1 + step;
    return [Math.floor(months / 12), (months % 12) + 1];
  });
}

function toDate(year: number, month: number, day: number): string | undefined {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isPlainDate(date) ? date : undefined;
}
