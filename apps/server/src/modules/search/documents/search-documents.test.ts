import { beforeAll, expect, test } from 'vitest';
import { numbersOf } from '../../../../test/a-search.ts';
import {
  all,
  compareWithBruteForce,
  holdsInDocuments,
  openPapers,
  plans,
  readers,
  search,
  writePapers,
} from '../../../../test/some-searched-papers.ts';

await openPapers();
beforeAll(() => writePapers(14));

test.each(plans)(
  'what is found in documents is what holds the words among what the person may read, for everybody, %s',
  async (_, limits) => {
    await compareWithBruteForce(limits, 25);
  },
);

test.each(plans)(
  'is capped only after the rights: the newest of what each may read, %s',
  async (_, limits) => {
    for (const who of readers) {
      const mine = all.filter((paper) => holdsInDocuments(paper, who, 'reluarea')).map(({ key }) => key);
      const filters = { documents: true };
      const found = await search.search(who.actor, 'reluarea', { filters }, { ...limits, documentCap: 2 });
      expect({ who: who.name, found: numbersOf(found) }).toEqual({
        who: who.name,
        found: mine.slice(-2).toReversed(),
      });
      expect(found.entries).toMatchObject({ count: Math.min(2, mine.length), capped: mine.length > 2 });
    }
  },
);
