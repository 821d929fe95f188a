import {
  foldText,
  formatEmergencyNumber,
  parseCnp,
  parseCui,
  parseEmail,
  parseEmergencyNumber,
  parseLabelCode,
  parsePhone,
  parseRegistrationNumber,
} from '@opis/contracts';
import { type FieldKeys, lookupHash } from '../../platform/crypto/field-crypto.ts';
import { keys } from './entry-keys.ts';
import { toBareNumber } from './search-words.ts';
import { stopWords } from './stop-words.ts';

/** Keys of which one must stand in an entry; with a year, only among the entries of that year. */
export type ExactKeys = {
  anyYear: readonly string[];
  ofYear: { year: number; keys: readonly string[] } | null;
};

/** What was typed, read in every way that it can be. A CNP is nothing but its keyed hash from here on. */
export type Sought = {
  exact: ExactKeys;
  /** Letter of a label: the number is of that register alone. */
  labelLetter: string | null;
  /** What a party is known by; `cnpHash` is hex. */
  party: { cnpHash: string } | { phone: string } | { email: string } | { cui: string } | null;
  /** All of them must stand in an entry, as a word or by its stem; the last one, while it is typed, as a beginning. */
  words: readonly { word: string; beginning: boolean }[];
};

const maxWords = 8;
const maxWordLength = 60;
const shortestBeginning = 3;
const nothing: ExactKeys = { anyYear: [], ofYear: null };

type Given = { keys: Pick<FieldKeys, 'lookupKey'>; today: string; subRegisters: ReadonlySet<string> };

/** Reads the text of the one box. `subRegisters`: codes that may stand before a number. */
export function readSought(text: string, given: Given): Sought {
  const cnp = parseCnp(text, { today: given.today });
  if (cnp) {
    const cnpHash = lookupHash(given.keys.lookupKey, 'cnp', cnp.value).toString('hex');
    return {
      exact: { ...nothing, anyYear: [keys.cnp(cnpHash)] },
      labelLetter: null,
      party: { cnpHash },
      words: [],
    };
  }
  const label = parseLabelCode(text);
  if (label) {
    const ofYear = { year: label.year, keys: [keys.own(label.number)] };
    return { exact: { anyYear: [], ofYear }, labelLetter: label.register, party: null, words: [] };
  }
  return {
    exact: readNumber(text, given.subRegisters),
    labelLetter: null,
    party: readParty(text),
    words: readWords(text),
  };
}

function readParty(text: string): Sought['party'] {
  const [phone, email, cui] = [parsePhone(text), parseEmail(text), parseCui(text)];
  if (phone !== undefined) return { phone };
  if (email !== undefined) return { email };
  return cui === undefined ? null : { cui };
}

function readNumber(text: string, subRegisters: ReadonlySet<string>): ExactKeys {
  const bare = toBareNumber(text);
  const asWritten =
    /\d/.test(bare) && bare.length <= maxWordLength ? [keys.issuer(bare), ...emergencyKeys(text, bare)] : [];
  const written = parseRegistrationNumber(text);
  if (written)
    return { anyYear: asWritten, ofYear: { year: written.year, keys: numberKeys(written.number) } };
  const plain = /^(?:nr\.?\s*)?0*([1-9]\d{0,8})$/i.exec(text.trim())?.[1];
  if (plain !== undefined) return { ...nothing, anyYear: [...numberKeys(Number(plain)), ...asWritten] };
  return readSubNumber(text, subRegisters) ?? { ...nothing, anyYear: asWritten };
}

// `u2-7 / 2026` is `U2-0007/2026`: nobody copies the noughts.
const emergencyKeys = (text: string, bare: string) => {
  const number = parseEmergencyNumber(text);
  return [keys.emergency(number === undefined ? bare : toBareNumber(formatEmergencyNumber(number)))];
};

const numberKeys = (number: number) => [keys.own(number), keys.sub(number), keys.issuer(String(number))];

/** `petiții 45`, `Petiții nr. 45/2026`, by the code of the sub-register. */
function readSubNumber(text: string, subRegisters: ReadonlySet<string>): ExactKeys | undefined {
  const [, code = '', number, year] =
    /^([a-z][a-z ]*?) (?:nr )?0*([1-9]\d{0,8})(?: (?:\d{1,2} \d{1,2} )?(\d{4}))?$/.exec(foldText(text)) ?? [];
  const known = code.replaceAll(' ', '-');
  if (number === undefined || !subRegisters.has(known)) return undefined;
  const key = keys.sub(Number(number), known);
  return year === undefined
    ? { anyYear: [key], ofYear: null }
    : { anyYear: [], ofYear: { year: Number(year), keys: [key] } };
}

// A word that says nothing is left out; so is one being typed, until it says something.
function readWords(text: string): Sought['words'] {
  const folded = foldText(text).split(' ').filter(Boolean).slice(0, maxWords);
  const open = /[\p{L}\p{N}\p{M}]$/u.test(text);
  return folded
    .map((word, at) => ({
      word: word.slice(0, maxWordLength),
      beginning: open && at === folded.length - 1 && word.length >= shortestBeginning,
    }))
    .filter(({ word }) => !stopWords.has(word));
}
