import { toBareIdentifier } from './bare-identifier.ts';

const romanian = /^RO\d{2}[A-Z]{4}[A-Z0-9]{16}$/;

/**
 * Reads a Romanian IBAN (24 characters, ISO 13616 check of 97), with or without spaces. Gives it bare and in upper
 * case; undefined when it is not one.
 */
export function parseRomanianIban(text: string): string | undefined {
  const iban = toBareIdentifier(text);
  return romanian.test(iban) && remainderOf97(iban.slice(4) + iban.slice(0, 4)) === 1 ? iban : undefined;
}

/** Letters stand for 10 (A) to 35 (Z); digit by digit, so that no number outgrows what is exact. */
function remainderOf97(text: string): number {
  const digits = [...text].map((character) => Number.parseInt(character, 36)).join('');
  return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
}
