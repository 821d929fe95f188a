import { encodeLabelCode } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { numbersOf } from '../../../test/a-search.ts';
import {
  all,
  holdsWords,
  people,
  registrar,
  search,
  typedWords,
  type Who,
  writeBook,
  year,
} from '../../../test/a-searched-book.ts';
import type { Actor } from '../identity/index.ts';
import { usualLimits } from './choose-plan.ts';

beforeAll(writeBook);

describe('what is found', () => {
  test.each([
    ['beginning at the rows', { ...usualLimits }],
    ['beginning at the words', { ...usualLimits, readOneByOne: -1 }],
    ['week by week', { ...usualLimits, readOneByOne: -1, fewRows: 0, fewHits: 0 }],
  ])('is what holds the words among what the person may see, for everybody, %s', async (_, limits) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(people.length - 1),
        typedWords,
        fc.option(fc.constantFrom('email', 'counter')),
        async (person, text, channel) => {
          const who = people[person];
          if (!who) throw new Error('nobody');
          const filters = channel === null ? {} : { channel };
          const found = await search.search(who.actor, text, { limit: 50, filters }, limits);
          const expected = all
            .filter((entry) => holdsWords(entry, who, text))
            .filter((entry) => channel === null || entry.channel === channel)
            .map(({ key }) => key);
          const exactly = found.read === 'similar' ? [] : numbersOf(found);
          expect({ who: who.name, found: exactly.toSorted() }).toEqual({
            who: who.name,
            found: expected.toSorted(),
          });
          if (found.read === 'similar') return;
          expect(found.entries.count).toBe(expected.length);
          const counted = found.facets?.channel.reduce((sum, { count }) => sum + count, 0) ?? 0;
          expect(counted).toBe(expected.length);
        },
      ),
      { numRuns: 70 },
    );
  });

  test.each([
    ['beginning at the rows', { ...usualLimits, cap: 3 }],
    ['beginning at the words', { ...usualLimits, cap: 3, readOneByOne: -1 }],
    ['week by week', { ...usualLimits, cap: 3, readOneByOne: -1, fewRows: 0, fewHits: 0 }],
  ])('is capped only after the rights: the newest of what each may see, %s', async (_, limits) => {
    for (const who of people) {
      const mine = all.filter((entry) => holdsWords(entry, who, 'jiu')).map(({ key }) => key);
      const found = await search.search(who.actor, 'jiu', {}, limits);
      expect({ who: who.name, found: numbersOf(found).toSorted() }).toEqual({
        who: who.name,
        found: mine.slice(-3).toSorted(),
      });
      expect(found.entries).toMatchObject({ count: Math.min(3, mine.length), capped: mine.length > 3 });
    }
  });

  test('is the same page by page as at once', async () => {
    const whole = numbersOf(await search.search(registrar, 'targu', { limit: 50 }));
    const pages: string[] = [];
    let after: string | null | undefined;
    do {
      const page = await search.search(registrar, 'targu', { limit: 3, ...(after ? { after } : {}) });
      pages.push(...numbersOf(page));
      after = page.entries.next;
    } while (after !== null);
    expect(whole.length).toBeGreaterThan(6);
    expect(pages).toEqual(whole);
  });

  test('says where the words stand', async () => {
    const found = await search.search(registrar, 'cetatenilor jiu');
    const [first] = found.entries.items;
    const subject = first?.why.find(({ field }) => field === 'subject');
    const marked = subject?.marks.map(([from, to]) => subject.text.slice(from, to));
    expect(marked).toEqual(['cetatenilor', 'Jiu']);
    const by = await search.search(registrar, 'leuștean');
    expect(by.entries.items[0]?.why).toEqual([
      { field: 'addressee', text: 'Brândușa Leuștean', marks: [[9, 17]] },
    ]);
  });

  test('tells no name of a file to who sees the row of the book alone', async () => {
    const auditor = people[1]?.actor as Actor;
    expect(numbersOf(await search.search(auditor, 'anchetă'))).toEqual([]);
    const [reader] = all.filter(({ files, by }) => files.length > 0 && by !== registrar);
    const found = await search.search(reader?.by as Actor, 'anchetă');
    expect(found.entries.items[0]?.why[0]?.field).toBe('fileName');
  });
});

describe('a number', () => {
  test.each([
    ['12', 'number'],
    ['0012', 'number'],
    ['nr. 12', 'number'],
    [`12/${year}`, 'number'],
    [`nr. 12 din 03.01.${year}`, 'number'],
    [encodeLabelCode({ register: 'G', year, number: 12 }), 'number'],
  ])('is found as people write it: %s', async (typed, field) => {
    const { entries, read } = await search.search(registrar, typed);
    expect(read).toBe('exact');
    expect(entries.items[0]).toMatchObject({ number: 12, why: [{ field }] });
  });

  test('written with its year is that entry alone; what others wrote of it is found when nothing bears it', async () => {
    const sender = { kind: 'legal' as const, name: 'Brutăria Măgura' };
    for (const subject of [`Revenire la 12/${year}`, 'Revenire la adresa 210/2019'])
      await search.register(registrar, { subject, sender, channel: 'counter' });
    await search.follow();
    const numbered = await search.search(registrar, `12/${year}`);
    expect(numbered.entries.items.map(({ number }) => number)).toEqual([12]);
    const written = await search.search(registrar, '210/2019');
    expect(written.entries.items.map(({ why }) => why[0]?.field)).toEqual(['subject']);
  });

  test('of another year is not found by its number and year', async () => {
    expect(numbersOf(await search.search(registrar, `12/${year - 1}`))).toEqual([]);
  });

  test('of a sub-register is found by the name of the sub-register', async () => {
    const { entries } = await search.search(registrar, `Petiții nr. 2/${year}`);
    expect(entries.items.map(({ number }) => number)).toEqual([11]);
    expect(entries.items[0]?.why[0]).toMatchObject({ field: 'subNumber', text: '2' });
  });

  test('of who sent it is found, whole or by its digits', async () => {
    for (const typed of ['B-10/2026', 'b 10 / 2026'])
      expect((await search.search(registrar, typed)).entries.items[0]).toMatchObject({
        number: 11,
        why: [{ field: 'issuerNumber', text: 'B-10/2026' }],
      });
  });

  test('that one may not see is not there', async () => {
    const handler = people.at(-1)?.actor as Actor;
    expect(await search.search(handler, '12')).toMatchObject({ entries: { items: [], count: 0 } });
    const member = people[2]?.actor as Actor;
    expect(numbersOf(await search.search(member, '2'))[0]).toBe(`avertizari/${year}/2`);
    expect(
      numbersOf(await search.search(registrar, encodeLabelCode({ register: 'W', year, number: 2 }))),
    ).toEqual([]);
  });
});

describe('a person', () => {
  test('is found by whole CNP, phone or e-mail, and by a CNP in a text only as its keyed hash', async () => {
    const cnp = '1960229129672';
    await search.register(registrar, {
      subject: 'Fără cuvinte',
      sender: {
        kind: 'natural',
        name: 'Ilinca Păstârnac',
        cnp,
        phone: '0700 000 009',
        email: 'ilinca@exemplu.ro',
      },
    });
    const named = await search.register(registrar, {
      subject: `Privind CNP ${cnp}, plată`,
      sender: { kind: 'natural', name: 'Gheorghe Vatră' },
    });
    await search.follow();
    const byCnp = await search.search(registrar, '1960229 129672');
    expect(byCnp.entries.items.map(({ issuer }) => issuer).toSorted()).toEqual([
      'Gheorghe Vatră',
      'Ilinca Păstârnac',
    ]);
    for (const typed of ['+40 700 000 009', '0700000009', 'Ilinca@exemplu.ro'])
      expect((await search.search(registrar, typed)).entries.items[0]).toMatchObject({
        issuer: 'Ilinca Păstârnac',
        why: [{ field: 'party' }],
      });
    const { rows } = await sql<{
      words: string;
    }>`SELECT words::text FROM search_entries WHERE number = ${named.number} AND words::text LIKE ${`%${cnp}%`}`.execute(
      search.db,
    );
    expect(rows).toEqual([]);
    expect(numbersOf(await search.search(registrar, cnp.slice(0, 12)))).toEqual([]);
  });

  test('is found misspelt, among those whose entries one may see', async () => {
    const found = await search.search(registrar, 'vadinaenu');
    expect(found.read).toBe('similar');
    expect(new Set(found.entries.items.map(({ issuer }) => issuer))).toEqual(
      new Set(['Vădineanu Aurel', 'Vădineanu-Constantinescu Elena']),
    );
    expect(found.entries.items[0]?.why[0]?.field).toBe('similarName');
    const nobody = people.at(-1)?.actor as Actor;
    expect(await search.search(nobody, 'vadinaenu')).toMatchObject({ read: 'words', entries: { count: 0 } });
    const juridic = people[4] as Who;
    const theirs = all.filter(
      (entry) => juridic.row(entry) && entry.names.some((name) => name.startsWith('Vădineanu')),
    );
    expect(numbersOf(await search.search(juridic.actor, 'vadinaenu', { limit: 50 })).toSorted()).toEqual(
      theirs.map(({ key }) => key).toSorted(),
    );
  });
});

describe('whatever is typed', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      "' | !",
      ':*',
      '&&&',
      '#12',
      '~w1',
      'a:*ABC',
      '\\',
      '12/2026/2026',
      '+40',
      'x'.repeat(300),
    ),
    fc.string({ unit: fc.constantFrom(...'aăâ țț0123456789/.-:*&|!()\'"'), maxLength: 60 }),
  );

  test('is answered, and shows nobody more than is theirs', async () => {
    const nobody = people.at(-1)?.actor as Actor;
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect((await search.search(nobody, text)).entries.count).toBe(0);
        const { entries } = await search.search(registrar, text);
        expect(entries.items.filter(({ register }) => register !== 'general')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(['', 'x', 'bnVsbA', Buffer.from('[1,"2026-13-45T99:00:00+00:00","x",1]').toString('base64url')])(
    'a page that nobody gave out is refused: %j',
    async (after) => {
      await expect(search.search(registrar, 'targu', { after })).rejects.toMatchObject({
        code: 'search.page-unknown',
      });
    },
  );

  test('a search that takes too long says so', async () => {
    const hurried = { ...usualLimits, patienceMs: 1 };
    await expect(search.search(registrar, 'targu jiu', {}, hurried)).rejects.toMatchObject({
      family: 'limit-exceeded',
      code: 'search.too-slow',
    });
  });
});
