import { parseRegistrationNumber } from '@opis/contracts';
import type { VerificationFormErrors, VerificationFormValues } from '@opis/portal';
import { z } from 'zod';
import type { PaperClaim } from './verify-entry.ts';

/** A field of an address: a repeated or overlong one is an empty one, never an error of ours. */
const field = z.string().max(200).catch('');

/** The form as sent. `data` may stand apart from `numar` (links from elsewhere); the form itself sends them as one. */
export const VerificationQuery = z.object({
  numar: field.default(''),
  data: field.default(''),
  ora: field.default(''),
  cod: field.default(''),
});
export type VerificationQuery = z.infer<typeof VerificationQuery>;

/** What the QR code holds: register, year, number and the receipt's code; the day stands only on the paper. */
export const ScannedParams = z.object({
  register: field,
  year: field,
  number: field,
  code: field.optional(),
});
export type ScannedParams = z.infer<typeof ScannedParams>;

/** A form that could be read, or which of its fields could not. */
export type ReadForm = { claim: PaperClaim } | { errors: VerificationFormErrors };

/** Reads number and date as on paper (`61482/24.11.2026`), hour and code if given. */
export function readForm(query: VerificationQuery): ReadForm {
  const whole = query.data === '' ? query.numar : `${query.numar}/${query.data}`;
  const written = parseRegistrationNumber(whole);
  const time = readTime(query.ora);
  const errors: VerificationFormErrors = {
    ...(written?.date === undefined && { number: true }),
    ...(time === undefined && { time: true }),
  };
  if (written?.date === undefined || time === undefined) return { errors };
  const { number, year, date } = written;
  const code = query.cod.trim() === '' ? undefined : query.cod;
  return { claim: { register: undefined, number, year, date, time: time ?? undefined, code } };
}

/** `9:41`, `09.41` → `09:41`; null when there is none, undefined when it is no hour. */
function readTime(typed: string): string | null | undefined {
  if (typed.trim() === '') return null;
  const [, hour, minute] = /^\s*([01]?\d|2[0-3])\s*[:.]\s*([0-5]\d)\s*$/.exec(typed) ?? [];
  return hour && minute ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

/** What was scanned; undefined when it cannot name an entry. */
export function readScanned(params: ScannedParams): PaperClaim | undefined {
  const year = /^\d{4}$/.test(params.year) ? Number(params.year) : 0;
  const number = /^\d{1,9}$/.test(params.number) ? Number(params.number) : 0;
  if (year === 0 || number === 0) return undefined;
  const register = params.register.toLowerCase();
  return { register, number, year, date: undefined, time: undefined, code: params.code };
}

/** The fields as they come back under an answer that found nothing. */
export function toFormValues(query: VerificationQuery): VerificationFormValues {
  const number = query.data === '' ? query.numar : `${query.numar}/${query.data}`;
  return { number, time: query.ora, code: query.cod };
}
