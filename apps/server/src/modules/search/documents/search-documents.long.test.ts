import { beforeAll, test } from 'vitest';
import {
  compareWithBruteForce,
  openPapers,
  plans,
  writePapers,
} from '../../../../test/some-searched-papers.ts';

await openPapers();
beforeAll(() => writePapers(40));

test.each(plans)(
  'what is found in documents is what holds the words among what the person may read, %s',
  async (_, limits) => {
    await compareWithBruteForce(limits, 150);
  },
);
