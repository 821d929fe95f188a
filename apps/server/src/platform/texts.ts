import type { ErrorCode } from '@opis/contracts';
import errors from '../../messages/errors.ro.json' with { type: 'json' };

const errorTexts: Readonly<Record<string, string>> = errors;

/** The Romanian sentence of an error code; a test holds that every code has one. */
export function errorText(code: ErrorCode): string {
  return errorTexts[code] ?? code;
}
