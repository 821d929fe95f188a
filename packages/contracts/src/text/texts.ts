import { IntlMessageFormat } from 'intl-messageformat';

/** Values of a message's arguments. A number shown as such goes in as a string: `{n, number}` writes 61.482. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Gives the sentence of a key, its arguments filled in. */
export type Texts<Key extends string> = (key: Key, values?: TextValues) => string;

/**
 * Opens a catalogue of ICU messages in Romanian, whose plurals are one, few and other (1 filă, 2 file, 20 de file).
 * Keys are checked by the compiler; a message that is not ICU, or an argument left out, throws.
 */
export function openTexts<Key extends string>(catalogue: Readonly<Record<Key, string>>): Texts<Key> {
  const compiled = new Map<Key, IntlMessageFormat>();
  return (key, values) => {
    const message = compiled.get(key) ?? new IntlMessageFormat(catalogue[key], 'ro');
    compiled.set(key, message);
    return String(message.format(values));
  };
}
