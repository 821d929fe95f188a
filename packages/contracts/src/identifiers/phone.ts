import { toBareIdentifier } from './bare-identifier.ts';

// `0…`, `+40…`, `0040…`, with or without the `(0)` between; a bare `40…` could be either and is refused.
const written = /^(?:(?:\+|00)400?|0)([23789]\d{8})$/;

/** Reads a Romanian phone number as people write it. Gives E.164 (`+40251123456`), or undefined. */
export function parsePhone(text: string): string | undefined {
  const bare = toBareIdentifier(text)
    .replace(/\((\+?\d+)\)/, '$1')
    .replace('/', '');
  const national = written.exec(bare)?.[1];
  return national === undefined ? undefined : `+40${national}`;
}

/** `+40251123456` → `0251 123 456`, `+40210000001` → `021 000 0001`: as Romanians read it aloud. */
export function formatPhone(e164: string): string {
  const national = e164.replace(/^\+40/, '0');
  const groups = /^0[23]1/.test(national) ? /^(\d{3})(\d{3})(\d{4})$/ : /^(\d{4})(\d{3})(\d{3})$/;
  return national.replace(groups, '$1 $2 $3');
}
