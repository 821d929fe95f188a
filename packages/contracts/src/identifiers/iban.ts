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

/** `RO49 AAAA 1B31 0075 9384 0000`: in fours, as it is printed. */
export function formatIban(iban: string): string {
  return iban.replace(/.{4}(?=.)/g, '$& ');
}

/** True for an account at *Trezoreria Statului*, where public bodies are paid. */
export function isTreasuryIban(iban: string): boolean {
  return iban.slice(4, 8) === 'TREZ';
}

/** Letters stand for 10 (A) to 35 (Z); digit by digit, so that no number outgrows what is exact. */
function remainderOf97(text: string): number {
  const digits = [...text].map((character) => Number.parseInt(character, 36)).join('');
  return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
}
