import { parsePhone, parseRegistrationNumber } from '@opis/contracts';
import { lookupHash } from '../../../platform/crypto/field-crypto.ts';
import { findConsignments } from '../consignments.ts';
import { keys } from '../entry-keys.ts';
import { findCnps } from '../search-words.ts';

/** Something in a text that is found however it is written, and where it stands. */
export type TextKey = { readonly key: string; readonly from: number; readonly to: number };

/** `today` decides which thirteen digits are a code of somebody already born. */
export type KeyReading = { readonly lookupKey: Buffer; readonly today: string };

const phoneShape = /(?<![\d+])(?:\+40|0040|0)[\s./()-]{0,2}[23789](?:[\s./()-]{0,2}\d){8}(?!\d)/g;
const numberShape =
  /(?<![\d/.])0*[1-9]\d{0,8}\s{0,3}(?:\/|din)\s{0,3}(?:\d{1,2}\.\d{1,2}\.)?(?:19|20)\d\d(?!\d)/giu;

/** Personal codes (as their keyed hash alone), phones, registration numbers and consignments of a text. */
export function findTextKeys(text: string, { lookupKey, today }: KeyReading): TextKey[] {
  const cnps = findCnps(text, today).map(({ value, from, to }) => ({
    ...{ from, to },
    key: keys.cnp(lookupHash(lookupKey, 'cnp', value).toString('hex')),
  }));
  const shaped = (shape: RegExp, read: (written: string) => string | undefined): TextKey[] =>
    [...text.matchAll(shape)].flatMap(({ 0: written, index }) => {
      const key = read(written);
      return key === undefined ? [] : [{ key, from: index, to: index + written.length }];
    });
  return [
    ...cnps,
    ...findConsignments(text, { told: false }),
    ...shaped(phoneShape, (written) => {
      const phone = parsePhone(written);
      return phone && keys.phone(phone);
    }),
    ...shaped(numberShape, (written) => {
      const number = parseRegistrationNumber(written);
      return number && keys.spokenOf(number.number, number.year);
    }),
  ];
}
