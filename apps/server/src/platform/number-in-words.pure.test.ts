import { expect, test } from 'vitest';
import { inWords } from './number-in-words.ts';

test.each([
  [1, 'una', 'unu'],
  [2, 'două', 'două'],
  [11, 'unsprezece', 'unsprezece'],
  [21, 'douăzeci și una', 'douăzeci și unu'],
  [22, 'douăzeci și două', 'douăzeci și două'],
  [1101, 'o mie o sută una', 'o mie o sută unu'],
  [
    61494,
    'șaizeci și una de mii patru sute nouăzeci și patru',
    'șaizeci și una de mii patru sute nouăzeci și patru',
  ],
])('%i is „%s” file and „%s” rânduri', (count, feminine, neuter) => {
  expect([inWords(count, 'feminine'), inWords(count, 'neuter')]).toEqual([feminine, neuter]);
});
