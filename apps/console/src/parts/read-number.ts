import { parseRegistrationNumber } from '@opis/contracts';

/** `12031` is of the year that is meant; `12031/2025` and `12031/24.06.2025` say their own. */
export function readNumber(text: string, year: number): { year: number; number: number } | undefined {
  const bare = text.trim();
  if (/^\d{1,9}$/.test(bare) && Number(bare) > 0) return { year, number: Number(bare) };
  const written = parseRegistrationNumber(bare);
  return written && { year: written.year, number: written.number };
}
