import { LetterField, type ProcedureField, type RichText } from '@opis/contracts';
import { fieldsIn } from '../letter.ts';
import { toMergeField } from '../letter-facts.ts';

/** What a text may take from a file: what every file has, and the fields of its procedure. */
export function knownFields(own: readonly Pick<ProcedureField, 'name'>[]): ReadonlySet<string> {
  return new Set<string>([...LetterField.options, ...own.map(({ name }) => toMergeField(name))]);
}

/** True when a text takes something that is not there. */
export const takesUnknown = (body: RichText, known: ReadonlySet<string>) =>
  fieldsIn(body).some((name) => !known.has(name));
