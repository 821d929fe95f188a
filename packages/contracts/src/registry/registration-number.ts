/** `12345/29.06.2026`: the number as people write it. `registeredOn` is a plain date (`2026-06-29`). */
export function formatRegistrationNumber(number: number, registeredOn: string): string {
  return `${number}/${formatPlainDate(registeredOn)}`;
}

/** `2026-06-29` → `29.06.2026`. */
export function formatPlainDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}.${month}.${year}`;
}

/** A number as somebody wrote it: its year always, its day when it was given. */
export type WrittenNumber = { number: number; year: number; date: string | undefined };

const introduction = /^(?:(?:înregistrată? cu|conexată? la) )?(?:nr\b\.?)?\s*/i;
const hour = /, ora \d{1,2}:\d{2}\.?$/i;
const dated = /^0*([1-9]\d{0,8})\s*(?:\/|din)\s*(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const yearly = /^0*([1-9]\d{0,8})\s*(?:\/|din)\s*(\d{4})$/;

/**
 * Reads `12345/29.06.2026`, `12345 / 29.06.2026`, `nr.12345 din 29.06.2026`, `12345/2026`, also out of the sentence of
 * a stamp (*Înregistrat cu nr. 12345 din 29.06.2026, ora 10:42*); undefined otherwise.
 */
export function parseRegistrationNumber(text: string): WrittenNumber | undefined {
  const line = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const bare = line.replace(introduction, '').replace(hour, '');
  const full = dated.exec(bare);
  if (full) {
    const [, number, day, month, year] = full;
    const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    return isPlainDate(date) ? { number: Number(number), year: Number(year), date } : undefined;
  }
  const short = yearly.exec(bare);
  return short ? { number: Number(short[1]), year: Number(short[2]), date: undefined } : undefined;
}

/** True for a day that exists, written `2026-06-29`. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}
