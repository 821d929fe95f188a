import { afterAll, expect, test } from 'vitest';
import type { AwkwardFile } from '../../../test/awkward-files/awkward-file.ts';
import { awkwardFiles } from '../../../test/awkward-files/awkward-files.ts';
import {
  anAwkwardReader,
  findConfusedFiles,
  findMistakes,
  type Outcome,
} from '../../../test/awkward-files/read-awkward-file.ts';
import { aDatabase } from '../../../test/test-database.ts';

const read = await anAwkwardReader(await aDatabase());
const outcomes = new Map<AwkwardFile, Outcome>();

const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 50);
afterAll(() => clearInterval(watch));

test('the corpus is large, and each of its files has a defect of its own', () => {
  expect(awkwardFiles.length).toBeGreaterThanOrEqual(60);
  expect(new Set(awkwardFiles.map(({ name }) => name)).size).toBe(awkwardFiles.length);
});

test.each(awkwardFiles)('$name: kept, and told as it is', async (file) => {
  const outcome = await read(file);
  outcomes.set(file, outcome);
  expect({ mistakes: findMistakes(file, outcome), outcome }).toEqual({ mistakes: [], outcome });
});

test('what is told of one of them is told of no other', () => {
  expect(outcomes.size).toBe(awkwardFiles.length);
  expect(findConfusedFiles(outcomes)).toEqual([]);
});

test('all of them in one process take less than 700 MB beside what it began with, files of 200 MB being made in it', () => {
  expect((most - before) / 1024 / 1024).toBeLessThan(700);
});
