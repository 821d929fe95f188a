/**
 * What a label's bar code holds: register letter, check character, two digits of the year, six digits of the number
 * (longer numbers grow in pairs, so that Code 128 packs two digits a symbol). Y and Z never occur: a reader that types
 * as a keyboard swaps them on the layouts used in Romania.
 */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWX';

/** A prime below the alphabet's size: distinct weights modulo a prime catch each wrong and each swapped character. */
const prime = 31;
/** A primitive root of 31: its powers 3¹ … 3²⁹ are distinct, and none is 1, the weight of the check character itself. */
const root = 3;
/** Fixes the zero of the scale: book G of 2026, number 61482, reads `GK26061482` (design-language-portal-print, 4). */
const zero = 24;

const shape = /^([A-X])([0-9A-U])(\d{2})((?:\d\d){3,6})$/;

/** An entry as a label names it: `register` is the register's one-letter label code. */
export type LabelledEntry = { register: string; year: number; number: number };

/** `{ register: 'G', year: 2026, number: 61482 }` → `GK26061482`. Throws RangeError for what a label cannot hold. */
export function encodeLabelCode(entry: LabelledEntry): string {
  const year = String(entry.year - 2000).padStart(2, '0');
  const plain = String(entry.number);
  const digits = plain.padStart(Math.max(6, plain.length + (plain.length % 2)), '0');
  const code = `${entry.register}${checkCharacter(entry.register + year + digits)}${year}${digits}`;
  if (!shape.test(code) || entry.number < 1)
    throw new RangeError(`no label code for ${JSON.stringify(entry)}`);
  return code;
}

/** Reads a label back, in either letter case; undefined when a character is wrong, missing or out of its place. */
export function parseLabelCode(text: string): LabelledEntry | undefined {
  const [code, register, check, year, digits] = shape.exec(text.trim().toUpperCase()) ?? [];
  if (!code || !register || !year || !digits || checkCharacter(register + year + digits) !== check)
    return undefined;
  const entry = { register, year: 2000 + Number(year), number: Number(digits) };
  return entry.number > 0 && encodeLabelCode(entry) === code ? entry : undefined;
}

function checkCharacter(payload: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of payload) {
    weight = (weight * root) % prime;
    sum += weight * alphabet.indexOf(character);
  }
  return alphabet.charAt((zero - (sum % prime) + prime) % prime);
}
