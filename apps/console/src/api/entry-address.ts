/** What names one entry: its book and its number in it. */
export type EntryKey = { register: string; year: number; number: number };

/** Path of an entry in the API. */
export function entryPath({ register, year, number }: EntryKey): string {
  return `/registers/${register}/entries/${year}/${number}`;
}
