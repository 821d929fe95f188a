import { globSync, readFileSync } from 'node:fs';
import { consolePaths, mailedPages } from '@opis/contracts';
import { expect, test } from 'vitest';
import { openRouter } from './router.tsx';

test('the server knows each address of the console by its first part', () => {
  const firsts = Object.keys(openRouter().routesByPath).map((path) => path.split('/')[1] ?? '');
  const missing = firsts.filter((first) => first !== '' && !consolePaths.includes(first));
  expect(missing).toEqual([]);
});

test('every page that an e-mail leads to is one that the console serves', () => {
  const served = Object.keys(openRouter().routesByPath);
  expect(served).toEqual(expect.arrayContaining(Object.values(mailedPages)));
});

// What is written out by hand is held by nothing: the test above knows only the pages that are named in one place.
test('no address of the console is written out in the server beside those', () => {
  const server = new URL('../../../server/', import.meta.url).pathname;
  const texts = globSync(['src/**/*.ts', 'messages/*.json', 'src/**/*.ro.json'], { cwd: server }).filter(
    (path) => !/\.test\.ts$/.test(path),
  );
  expect(texts.length).toBeGreaterThan(500);
  const byHand = texts.filter((path) =>
    (path.endsWith('.ts') ? /publicUrl\}\/[a-z]/ : /\}\/[a-z]/).test(
      readFileSync(`${server}${path}`, 'utf8'),
    ),
  );
  expect(byHand).toEqual([]);
});
