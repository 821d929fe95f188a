import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { numbersOf } from '../../../../test/a-search.ts';
import {
  all,
  holdsInDocuments,
  readers,
  search,
  typedWords,
  writePapers,
} from '../../../../test/some-searched-papers.ts';
import { usualLimits } from '../choose-plan.ts';

beforeAll(writePapers);

const plans = [
  ['beginning at the files', { ...usualLimits }],
  ['beginning at the words', { ...usualLimits, readOneByOne: -1, documentsOneByOne: -1 }],
  ['week by week', { ...usualLimits, readOneByOne: -1, documentsOneByOne: -1, fewRows: -1, fewHits: -1 }],
] as const;

describe('what is found in documents', () => {
  test.each(plans)(
    'is what holds the words among what the person may read, for everybody, %s',
    async (_, limits) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(readers.length - 1), typedWords, async (person, text) => {
          const who = readers[person];
          if (!who) throw new Error('nobody');
          const found = await search.search(
            who.actor,
            text,
            { limit: 50, filters: { documents: true } },
            limits,
          );
          const expected = all.filter((paper) => holdsInDocuments(paper, who, text)).map(({ key }) => key);
          const exactly = found.read === 'similar' ? [] : numbersOf(found);
          expect({ who: who.name, text, found: exactly.toSorted() }).toEqual({
            who: who.name,
            text,
            found: expected.toSorted(),
          });
          if (found.read !== 'similar') expect(found.entries.inDocuments).toBe(expected.length);
        }),
        { numRuns: 60 },
      );
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
});
