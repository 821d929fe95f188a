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
import { readConsignment } from './consignments.ts';
import { keys } from './entry-keys.ts';
import { longestWord, toBareNumber } from './search-words.ts';
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
  words: readonly SoughtWord[];
  /** What stood in quotes: these words as they are written, one after the other. They are among `words`, too. */
  phrases: readonly (readonly SoughtWord[])[];
  /** Keys of which one in a document is enough, however it is written there. */
  inDocuments: readonly string[];
};
export type SoughtWord = { word: string; beginning: boolean };

const maxWords = 8;
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
      ...noWords,
      inDocuments: [keys.cnp(cnpHash)],
    };
  }
  const label = parseLabelCode(text);
  if (label) {
    const ofYear = { year: label.year, keys: [keys.own(label.number)] };
    return { exact: { anyYear: [], ofYear }, labelLetter: label.register, party: null, ...noWords };
  }
  const party = readParty(text);
  return {
    exact: readNumber(text, given.subRegisters),
    labelLetter: null,
    party,
    ...readWords(text),
    inDocuments: keysInDocuments(text, party),
  };
}

const noWords = { words: [], phrases: [], inDocuments: [] };

function keysInDocuments(text: string, party: Sought['party']): string[] {
  if (party !== null && 'phone' in party) return [keys.phone(party.phone)];
  const written = parseRegistrationNumber(text);
  const spokenOf = written === undefined ? [] : [keys.spokenOf(written.number, written.year)];
  return [...spokenOf, ...readConsignment(text)];
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
    /\d/.test(bare) && bare.length <= longestWord
      ? [keys.issuer(bare), ...emergencyKeys(text, bare), ...readConsignment(text)]
      : [];
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

const quoted = /[„“"«]([^„“”"«»]*)([”“"»]?)/g;

/** Words, and those in quotes as phrases too; a quote that is still open reaches to the end. */
function readWords(text: string): Pick<Sought, 'words' | 'phrases'> {
  const pieces: { text: string; phrase: boolean; open: boolean }[] = [];
  let end = 0;
  for (const { 0: whole, 1: inside = '', 2: close, index } of text.matchAll(quoted)) {
    pieces.push({ text: text.slice(end, index), phrase: false, open: false });
    pieces.push({ text: inside, phrase: true, open: close === '' });
    end = index + whole.length;
  }
  pieces.push({ text: text.slice(end), phrase: false, open: true });
  let left = maxWords;
  const last = pieces.findLastIndex((piece) => piece.text.trim() !== '');
  const read = pieces.map((piece, at) => {
    const folded = foldText(piece.text).split(' ').filter(Boolean).slice(0, left);
    left -= folded.length;
    const open = at === last && piece.open && /[\p{L}\p{N}\p{M}]$/u.test(piece.text);
    return { phrase: piece.phrase, words: tellWords(folded, open) };
  });
  return {
    words: read.flatMap(({ words }) => words),
    phrases: read.flatMap(({ phrase, words }) => (phrase && words.length > 0 ? [words] : [])),
  };
}

// A word that says nothing is left out; so is one being typed, until it says something.
const tellWords = (folded: readonly string[], open: boolean): SoughtWord[] =>
  folded
    .map((word, at) => ({
      word: word.slice(0, longestWord),
      beginning: open && at === folded.length - 1 && word.length >= shortestBeginning,
    }))
    .filter(({ word }) => !stopWords.has(word));
