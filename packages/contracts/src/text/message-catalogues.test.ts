import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../errors/error-codes.ts';

type Catalogue = { readonly [key: string]: string | Catalogue };

/** A part of a message: text as people see it, or a choice by number (6) or by word (5); 7 is the number itself. */
type Part = {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
  readonly children?: readonly Part[];
};
const plural = 6;
const number = 7;

const root = join(import.meta.dirname, '..', '..', '..', '..');
const isOurs = (path: string) => !/(^|\/)(node_modules|dist|data)\//.test(path);
const catalogues = globSync('{apps,packages}/**/messages/*.ro.json', { cwd: root }).filter(isOurs);
const errors = 'apps/server/messages/errors.ro.json';

function read(name: string): [string, string][] {
  return flatten(JSON.parse(readFileSync(join(root, name), 'utf8')) as Catalogue);
}

function flatten(catalogue: Catalogue, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flatten(value, `${path}${key}.`),
  );
}

/** The message with everything that is in it, in every branch; undefined when it is not an ICU message. */
function partsOf(message: string): Part[] | undefined {
  const open = (part: Part): Part[] => [part, ...inside(part).flatMap(open)];
  try {
    return (new IntlMessageFormat(message, 'ro').getAst() as Part[]).flatMap(open);
  } catch {
    return undefined;
  }
}

function inside(part: Part): readonly Part[] {
  return [...Object.values(part.options ?? {}).flatMap((option) => option.value), ...(part.children ?? [])];
}

const textsOf = (message: string) =>
  (partsOf(message) ?? []).flatMap((part) => (part.type === 0 ? [part.value ?? ''] : []));

// A choice that does not write its number may do with fewer: „pare” and „par” are all the forms that there are.
function lacksForms(part: Part): boolean {
  if (part.type !== plural || !inside(part).some((child) => child.type === number)) return false;
  return ['one', 'few', 'other'].some((form) => part.options?.[form] === undefined);
}

test('the catalogues of the repository are found', () => {
  expect(catalogues).toContain(errors);
});

describe.each(catalogues)('%s', (name) => {
  const messages = read(name);
  const keysWhere = (isWrong: (message: string) => boolean) =>
    messages.filter(([, message]) => isWrong(message)).map(([key]) => key);

  test('every text is an ICU message', () => {
    expect(keysWhere((message) => partsOf(message) === undefined)).toEqual([]);
  });

  test.each([
    ['cedillas instead of commas', /[şŞţŢ]/],
    ['marks apart from their letters', /[\u0300-\u036f]/],
    ['straight quotes', /["']/],
    ['English quotes', /[“‘]/],
    ['three dots instead of an ellipsis', /\.\.\./],
    ['double spaces', / {2}/],
  ])('no text has %s', (_, fault) => {
    expect(keysWhere((message) => textsOf(message).some((text) => fault.test(text)))).toEqual([]);
  });

  test('no message is empty, or begins or ends with a space', () => {
    expect(keysWhere((message) => message === '' || message.trim() !== message)).toEqual([]);
  });

  test('every plural that writes its number has the three forms of Romanian', () => {
    expect(keysWhere((message) => partsOf(message)?.some(lacksForms) === true)).toEqual([]);
  });
});

test('every error code has a sentence, and every sentence a code', () => {
  const keys = read(errors).map(([key]) => key);
  expect(keys.sort()).toEqual([...errorCodes].sort());
});

test('an error sentence begins with a capital letter and ends with a full stop', () => {
  expect(read(errors).filter(([, text]) => !/^\p{Lu}.*\.$/su.test(text))).toEqual([]);
});
