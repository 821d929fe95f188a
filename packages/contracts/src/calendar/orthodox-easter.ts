/**
 * Orthodox Easter Sunday as a plain date of our calendar, from 1900 to 2099 (Meeus, Julian, 13 days later); Codul muncii
 * art. 139 counts its movable holidays from it.
 */
export function orthodoxEaster(year: number): string {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const day = ((d + e + 114) % 31) + 1;
  return new Date(Date.UTC(year, month - 1, day + 13)).toISOString().slice(0, 10);
}

/** A plain date so many days later, or earlier. */
export function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
