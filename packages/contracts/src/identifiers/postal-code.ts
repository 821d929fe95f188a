import { toBareIdentifier } from './bare-identifier.ts';

// First digits seen in the official list of localities (SIRUTA); text, because of the leading 0.
const form = /^(?:0[1-8]|1[0-4]|2[0-4]|3[0-3]|4[0-5]|5[0-5]|6[0-2]|7[0-3]|8[0-2]|9[0-2])\d{4}$/;

/** Reads a Romanian postal code. Gives its six digits, or undefined. */
export function parsePostalCode(text: string): string | undefined {
  const code = toBareIdentifier(text);
  return form.test(code) ? code : undefined;
}
