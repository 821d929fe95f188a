const zone = 'Europe/Bucharest';
const dayParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const timeParts = new Intl.DateTimeFormat('ro', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const weekdays = new Intl.DateTimeFormat('ro', { timeZone: 'UTC', weekday: 'long' });

/** The legal day of an instant, `2026-06-29`. */
export function toPlainDate(instant: Date | string): string {
  return dayParts.format(new Date(instant));
}

/** The hour of an instant as the stamp shows it, `09:41`. */
export function toClockTime(instant: Date | string): string {
  return timeParts.format(new Date(instant));
}

/** `2026-06-29` → `29.06.2026`. */
export function showDate(date: string): string {
  return date.split('-').reverse().join('.');
}

/** `2026-06-29` → `29.06`, for columns inside a book of one year. */
export function showDay(date: string): string {
  const [, month, day] = date.split('-');
  return `${day}.${month}`;
}

/** `29.06.2026, ora 09:41`. */
export function showInstant(instant: string): string {
  return `${showDate(toPlainDate(instant))}, ora ${toClockTime(instant)}`;
}

/** luni, marți … in Romanian, for a plain date. */
export function weekdayOf(date: string): string {
  return weekdays.format(new Date(`${date}T00:00:00Z`));
}

/** „Luni, 29.06.2026”: a day as a heading. */
export function showDayHead(date: string): string {
  const name = weekdayOf(date);
  return `${name.charAt(0).toLocaleUpperCase('ro')}${name.slice(1)}, ${showDate(date)}`;
}

/** A plain date so many days later (or earlier). */
export function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

const ago = new Intl.RelativeTimeFormat('ro', { numeric: 'auto' });
const spans = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** „acum 2 minute”; only beside what says the whole instant. */
export function showAgo(instant: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);
  const span = spans.find((one) => seconds >= one.seconds);
  return span ? ago.format(-Math.floor(seconds / span.seconds), span.unit) : ago.format(0, 'second');
}
