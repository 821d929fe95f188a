import type { HalfYear } from '@opis/contracts';

/** First and last day of a half of a year. */
export function daysOf({ year, half }: HalfYear): { from: string; to: string } {
  return half === 1
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` };
}
