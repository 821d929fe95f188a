import { parseRegistrationNumber } from '@opis/contracts';
import type { IndexableEntry } from '../registry/index.ts';
import { toBareNumber } from './search-words.ts';

const weekMs = 7 * 24 * 3600 * 1000;

/** The week of an instant, counted from 1970: the newest entries are looked through week by week. */
export const weekOf = (at: Date): number => Math.floor(at.getTime() / weekMs);

/** Lexemes that no word can be: each begins with a sign that folding removes. */
export const keys = {
  /** Its number in the book. */
  own: (number: number) => `#${number}`,
  /** Its number in a sub-register, with or without saying which. */
  sub: (number: number, code = '') => `#s${code}:${number}`,
  /** The number that whoever sent it had given it. */
  issuer: (bare: string) => `#i${bare}`,
  /** The number that it had on an emergency sheet. */
  emergency: (bare: string) => `#e${bare}`,
  /** Hex of the keyed hash of a personal numeric code that stands in a text. */
  cnp: (hash: string) => `#c${hash}`,
  /** A phone number that stands in a document, as `+40251123456`. */
  phone: (e164: string) => `#t${e164.replace(/\D/g, '')}`,
  /** A registration number that a document speaks of, however it is written there. */
  spokenOf: (number: number, year: number) => `#n${number}:${year}`,
  /** A number of a consignment (AWB), as `#aro700000123ro`. */
  consignment: (bare: string) => `#a${bare}`,
  unit: (id: string) => `~u${id}`,
  register: (id: string) => `~r${id}`,
  week: (week: number) => `~w${week}`,
};

/** Every key of an entry but those of codes found in its texts. */
export function keysOf(entry: IndexableEntry): string[] {
  const { subNumber } = entry;
  return [
    keys.own(entry.number),
    keys.register(entry.registerId),
    keys.week(weekOf(entry.registeredAt)),
    ...(entry.unitId === null ? [] : [keys.unit(entry.unitId)]),
    ...(subNumber === null ? [] : [keys.sub(subNumber.number), keys.sub(subNumber.number, subNumber.code)]),
    ...(entry.emergencyNumber === null ? [] : [keys.emergency(toBareNumber(entry.emergencyNumber))]),
    ...(entry.issuerNumber === null ? [] : issuerKeys(entry.issuerNumber)),
  ];
}

// `123/29.05.2026` is found by the whole of it and by its number alone.
function issuerKeys(written: string): string[] {
  const number = parseRegistrationNumber(written)?.number ?? /^\D{0,10}0*(\d{1,9})\s*\//.exec(written)?.[1];
  const bare = toBareNumber(written);
  return [
    ...(bare === '' ? [] : [keys.issuer(bare)]),
    ...(number === undefined ? [] : [keys.issuer(String(number))]),
  ];
}
