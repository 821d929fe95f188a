import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import errors from '../../messages/errors.ro.json' with { type: 'json' };

type Catalogue = { readonly [key: string]: string | Catalogue };

const root = join(import.meta.dirname, '..', '..', '..', '..');
const isOurs = (path: string) => !/(^|\/)(node_modules|dist|data)\//.test(path);
const catalogues = globSync('{apps,packages}/**/messages/*.ro.json', { cwd: root }).filter(isOurs);

/** Every text of a catalogue with the path of its key. */
function textsOf(catalogue: Catalogue, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : textsOf(value, `${path}${key}.`),
  );
}

/** Keys of the texts that have something in them that no text for people may have. */
function keysWith(name: string, fault: RegExp): string[] {
  const catalogue = JSON.parse(readFileSync(join(root, name), 'utf8')) as Catalogue;
  return textsOf(catalogue)
    .filter(([, text]) => fault.test(text))
    .map(([key]) => key);
}

test('the catalogues of the repository are found', () => {
  expect(catalogues).toContain('apps/server/messages/errors.ro.json');
});

describe.each(catalogues)('%s', (name) => {
  test.each([
    ['cedillas instead of commas', /[şŞţŢ]/],
    ['marks apart from their letters', /[\u0300-\u036f]/],
    ['straight quotes', /["']/],
    ['English quotes', /[“‘]/],
    ['three dots instead of an ellipsis', /\.\.\./],
    ['double spaces', / {2}/],
    ['spaces at an end', /^\s|\s$/],
    ['nothing at all', /^$/],
  ])('no text has %s', (_, fault) => {
    expect(keysWith(name, fault)).toEqual([]);
  });

  test('every plural has the three forms of Romanian', () => {
    const withoutForms = /, *plural,(?!(?=.*\bone *\{)(?=.*\bfew *\{)(?=.*\bother *\{))/s;
    expect(keysWith(name, withoutForms)).toEqual([]);
  });
});

test('every error code has a sentence, and every sentence a code', () => {
  expect(Object.keys(errors).sort()).toEqual([...errorCodes].sort());
});

test('an error sentence begins with a capital letter and ends with a full stop', () => {
  const wrong = Object.entries(errors).filter(([, text]) => !/^\p{Lu}.*\.$/su.test(text));
  expect(wrong).toEqual([]);
});
