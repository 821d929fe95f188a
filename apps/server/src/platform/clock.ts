/** The hour of this process. Tests and the seeder hand in another; nothing else reads the time. */
export type Clock = { now(): Date };

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

const bucharest = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Bucharest',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The civil day and hour of an instant in Europe/Bucharest, where legal days begin and end. */
export type LegalTime = { readonly year: number; readonly date: string; readonly time: string };

const minuteMs = 60_000;
let last: { minute: number; legal: LegalTime } | undefined;

/** `2026-12-31T22:00:00Z` → year 2027, date `2027-01-01`, time `00:00`. */
export function toLegalTime(instant: Date): LegalTime {
  // Asked several times for each request, and the answer is the same for a whole minute.
  const minute = Math.floor(instant.getTime() / minuteMs);
  if (last?.minute !== minute) last = { minute, legal: readLegalTime(instant) };
  return last.legal;
}

function readLegalTime(instant: Date): LegalTime {
  const parts = Object.fromEntries(bucharest.formatToParts(instant).map((part) => [part.type, part.value]));
  return {
    year: Number(parts.year),
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
  };
}

/**
 * The instant of a civil day (`2026-11-21`) and hour (`10:40`) in Europe/Bucharest. Of the hour that comes twice in October
 * the later one; undefined for the hour that is left out in March.
 */
export function fromLegalTime(date: string, time: string): Date | undefined {
  const asUtc = new Date(`${date}T${time}:00.000Z`).getTime();
  return [2, 3]
    .map((offset) => new Date(asUtc - offset * 60 * minuteMs))
    .find((instant) => {
      const legal = toLegalTime(instant);
      return legal.date === date && legal.time === time;
    });
}
