import { foldText, parseCnp } from '@opis/contracts';
import { type FieldKeys, lookupHash } from '../../platform/crypto/field-crypto.ts';

/** What was typed into the search of parties: a whole CNP, the beginning of a CUI or phone, or words of a name. */
export type PartyQuery =
  | { by: 'cnp'; hash: Buffer }
  | { by: 'digits'; cui: string | null; phone: string | null; words: readonly string[] }
  | { by: 'words'; words: readonly string[] }
  | { by: 'nothing' };

const maxWords = 8;
// Longer than any name's word; the letter-by-letter comparison refuses words over 255.
const maxWordLength = 60;
const fewestDigits = 3;

/** Reads what was typed. A part of a CNP is never looked up: it would let one be found digit by digit. */
export function parsePartyQuery(text: string, given: { keys: FieldKeys; today: string }): PartyQuery {
  const cnp = parseCnp(text, { today: given.today });
  if (cnp) return { by: 'cnp', hash: lookupHash(given.keys.lookupKey, 'cnp', cnp.value) };
  const folded = foldText(text).split(' ').filter(Boolean).slice(0, maxWords);
  const words = folded.map((word) => word.slice(0, maxWordLength));
  if (words.length === 0) return { by: 'nothing' };
  const bare = text.replace(/[\s.()/\p{Pd}\p{Cf}]/gu, '').toUpperCase();
  const cui = /^(?:RO)?([1-9]\d*)$/.exec(bare)?.[1] ?? null;
  const phone = /^(?:(?:\+|00)40|0)(\d*)$/.exec(bare)?.[1] ?? null;
  if (bare.replace(/\D/g, '').length < fewestDigits || (cui === null && phone === null))
    return { by: 'words', words };
  return { by: 'digits', cui, phone: phone === null ? null : `+40${phone}`, words };
}
