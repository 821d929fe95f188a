import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consolePaths, mailedPages } from '@opis/contracts';
import { expect, test } from 'vitest';
import { paletteActs } from '../features/search/palette-acts.ts';
import { openRouter } from './router.tsx';

test('the server knows each address of the console by its first part', () => {
  const firsts = Object.keys(openRouter().routesByPath).map((path) => path.split('/')[1] ?? '');
  const missing = firsts.filter((first) => first !== '' && !consolePaths.includes(first));
  expect(missing).toEqual([]);
});

// Where one comes from elsewhere: the beginning, signing in, and the tab that opens first.
const notGoneTo = ['/', '/intrare', '/administrare', '/administrare/'];

test('every page that needs nothing chosen is gone to by its name, from the palette', () => {
  const named = paletteActs.flatMap((act) => ('href' in act ? [act.href] : []));
  const pages = Object.keys(openRouter().routesByPath).filter((path) => !path.includes('$'));
  expect(pages.filter((path) => !named.includes(path) && !notGoneTo.includes(path))).toEqual([]);
  expect(named.filter((href) => !pages.includes(href))).toEqual([]);
});

test('every page that an e-mail leads to is one that the console serves', () => {
  // Who chooses a password has no session yet: `root.tsx` shows that page instead of any route.
  const served = [...Object.keys(openRouter().routesByPath), '/parola'];
  expect(served).toEqual(expect.arrayContaining(Object.values(mailedPages)));
});

// What is written out by hand is held by nothing: the test above knows only the pages that are named in one place.
test('no address of the console is written out in the server beside those', () => {
  const server = join(import.meta.dirname, '..', '..', '..', 'server');
  const texts = globSync(['src/**/*.ts', 'messages/*.json', 'src/**/*.ro.json'], { cwd: server }).filter(
    (path) => !/\.test\.ts$/.test(path),
  );
  expect(texts.length).toBeGreaterThan(500);
  const byHand = texts.filter((path) =>
    (path.endsWith('.ts') ? /publicUrl\}\/[a-z]/ : /\}\/[a-z]/).test(
      readFileSync(join(server, path), 'utf8'),
    ),
  );
  expect(byHand).toEqual([]);
});
