import { expect, test } from 'vitest';
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
const sample = awkwardFiles.filter(({ daily }) => daily);
const outcomes = new Map<AwkwardFile, Outcome>();

test.each(sample)('$name: kept, and told as it is', async (file) => {
  const outcome = await read(file);
  expect({ mistakes: findMistakes(file, outcome), outcome }).toEqual({ mistakes: [], outcome });
  outcomes.set(file, outcome);
});

test('what is told of one of them is told of no other', () => {
  expect(outcomes.size).toBe(sample.length);
  expect(findConfusedFiles(outcomes)).toEqual([]);
});
