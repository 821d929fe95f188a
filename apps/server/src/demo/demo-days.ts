import { toLegalTime } from '../platform/clock.ts';
import type { Random } from './seeded-random.ts';

/** A working day of the demonstration, with the moments at which documents came, in their order. */
export type DemoDay = { date: string; moments: Date[]; nightAfter: Date };

const dayMs = 24 * 3600 * 1000;

/**
 * The working days of the `weeks` before `now`, about `perDay` documents each, between 08:00 and 16:30 in Bucharest;
 * then today, whatever day it is, with a few documents in the hours that have passed.
 */
export function demoDays(
  now: Date,
  random: Random,
  { weeks, perDay }: { weeks: number; perDay: number },
): DemoDay[] {
  const days: DemoDay[] = [];
  for (let back = weeks * 7; back >= 1; back--) {
    const date = toLegalTime(new Date(now.getTime() - back * dayMs)).date;
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const opening = atHour(date, 8);
    const count = random.between(Math.round(perDay * 0.7), Math.round(perDay * 1.3));
    days.push({
      date,
      moments: spread(random, { from: opening, ms: 8.5 * 3600_000, count }),
      nightAfter: atHour(date, 24.5),
    });
  }
  const today = toLegalTime(now).date;
  const from = new Date(Math.max(atHour(today, 0).getTime(), now.getTime() - 6 * 3600_000));
  const ms = now.getTime() - from.getTime() - 5_000;
  days.push({
    date: today,
    moments: ms > 60_000 ? spread(random, { from, ms, count: 16 }) : [],
    nightAfter: now,
  });
  return days;
}

function spread(random: Random, span: { from: Date; ms: number; count: number }): Date[] {
  const offsets = Array.from({ length: span.count }, () => Math.floor(random.next() * span.ms)).sort(
    (a, b) => a - b,
  );
  return offsets.map((offset) => new Date(span.from.getTime() + offset));
}

// Hours are civil hours of Bucharest: the offset of that day's noon holds for its working hours.
function atHour(date: string, hour: number): Date {
  const noon = new Date(`${date}T12:00:00Z`);
  const offset = Number(toLegalTime(noon).time.slice(0, 2)) - 12;
  return new Date(new Date(`${date}T00:00:00Z`).getTime() + (hour - offset) * 3600_000);
}
