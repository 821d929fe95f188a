import { consolePaths } from '@opis/contracts';
import { expect, test } from 'vitest';
import { openRouter } from './router.tsx';

test('the server knows each address of the console by its first part', () => {
  const firsts = Object.keys(openRouter().routesByPath).map((path) => path.split('/')[1] ?? '');
  const missing = firsts.filter((first) => first !== '' && !consolePaths.includes(first));
  expect(missing).toEqual([]);
});
