import { type ErrorCode, errorCodes, type FileMistake } from '@opis/contracts';
import { errorText } from '../texts.ts';
import type { YamlFile } from './read-yaml.ts';

/** What a schema says is wrong; the shape of zod's issues. */
type Issue = { path: readonly PropertyKey[]; message: string; code?: string; keys?: readonly string[] };

/** Issues of what was read, each in its place; `at` is the path of the value within the file. */
export const yamlIssues = (
  read: YamlFile,
  issues: readonly Issue[],
  at: readonly PropertyKey[] = [],
): FileMistake[] =>
  issues
    .flatMap(unfold)
    .map(({ path, message }) =>
      yamlMistake(read, { path: [...at, ...path].join('.'), code: toCode(message) }),
    );

/** One mistake in its place, in words. */
export const yamlMistake = (
  { placeOf }: YamlFile,
  { path, code }: { path: string; code: ErrorCode },
): FileMistake => ({ ...placeOf(path), path, detail: errorText(code) });

// A key that nobody knows is named where it stands, not where it is missing.
function unfold(issue: Issue): Issue[] {
  if (issue.code !== 'unrecognized_keys' || issue.keys === undefined) return [issue];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'field.unexpected' }));
}

function toCode(message: string): ErrorCode {
  if (message.endsWith('received undefined')) return 'field.required';
  return errorCodes.find((code) => code === message) ?? 'field.invalid';
}
