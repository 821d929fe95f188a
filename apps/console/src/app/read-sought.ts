import { parseRegistrationNumber } from '@opis/contracts';

export type Sought = { kind: 'number'; number: number; year: number } | { kind: 'words' };

/** `12345`, `12345/2026`, `nr. 12345 din 29.06.2026` are numbers; longer digits are a CUI, a phone or a CNP. */
export function readSought(text: string, thisYear: number): Sought | undefined {
  const bare = text.trim();
  if (bare === '') return undefined;
  const written = parseRegistrationNumber(bare);
  if (written) return { kind: 'number', number: written.number, year: written.year };
  return /^\d{1,6}$/.test(bare) && Number(bare) > 0
    ? { kind: 'number', number: Number(bare), year: thisYear }
    : { kind: 'words' };
}
