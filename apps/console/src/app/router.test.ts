import { consolePaths } from '@opis/contracts';
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
