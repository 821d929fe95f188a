import { toBareIdentifier } from './bare-identifier.ts';

/**
 * Reads a fiscal identification code (CUI/CIF) of 2 to 10 digits, with or without the `RO` of VAT payers, spaces, dots
 * and hyphens. Gives the digits alone; undefined when the check digit or the form is wrong.
 */
export function parseCui(text: string): string | undefined {
  const digits = /^(?:RO)?([1-9]\d{1,9})$/.exec(toBareIdentifier(text))?.[1];
  return digits !== undefined && checkDigit(digits) === digits.at(-1) ? digits : undefined;
}

/** Key 753217532, right-aligned on the digits before the last; ten times the sum, remainder of 11, ten written as 0. */
function checkDigit(cui: string): string {
  const body = cui.slice(0, -1).padStart(9, '0');
  const sum = [...'753217532'].reduce((total, weight, at) => total + Number(weight) * Number(body[at]), 0);
  return String(((sum * 10) % 11) % 10);
}
