import { type EntryRow, ListEntriesQuery } from '@opis/contracts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import type { Actor } from '../../identity/index.ts';
import { listEntries } from './list-entries.ts';
import { summariseBook } from './summarise-book.ts';

const database = await aDatabase();
const registry = await aRegistry(database);

const units = ['primar', 'registratura', 'juridic', 'contencios'];
const channels = ['counter', 'email', 'post'] as const;
let registrars: Actor[];
let readers: { actor: Actor; sees: (row: EntryRow) => boolean }[];
let all: EntryRow[];

const query = (changes: object = {}) => ListEntriesQuery.parse(changes);
const list = async (actor: Actor, changes: object = {}) =>
  listEntries(registry, actor, await registry.registers.require(actor, 'general'), query(changes));

beforeAll(async () => {
  registrars = [await anActor(database), await anActor(database)];
  const idOf = async (code: string) => (await registry.organisation.findUnit(code))?.id ?? '';
  for (let count = 0; count < 60; count++) {
    const actor = registrars[count % 2];
    if (!actor) throw new Error('no registrar');
    await registry.register(actor, {
      ...(count % 5 === 4 ? {} : { unit: units[count % 4] }),
      channel: channels[count % 3] ?? 'counter',
      sheets: count,
    });
  }
  const [first] = registrars;
  if (!first) throw new Error('no registrar');
  all = (await list(first, { limit: 500 })).items;
  const registrarName = (actor: Actor) => actor.displayName;
  const handler = async (codes: string[]) => {
    const principals = await Promise.all(codes.map(idOf));
    const actor = await anActor(database, ['case-handler'], { principals });
    return { actor, sees: (row: EntryRow) => codes.includes(row.unit?.code ?? '') };
  };
  readers = [
    await handler(['juridic']),
    await handler(['juridic', 'contencios']),
    await handler([]),
    { actor: await anActor(database, ['auditor']), sees: () => true },
    // Without the right over the book, a registrar still reads the files that they registered.
    {
      actor: { ...first, scopes: new Map() },
      sees: (row: EntryRow) => row.registeredBy === registrarName(first),
    },
  ];
});

describe('the rows that a person gets', () => {
  test('are exactly those that they may see, for any filter and page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          reader: fc.nat(4),
          limit: fc.integer({ min: 1, max: 25 }),
          order: fc.constantFrom('asc', 'desc'),
          unit: fc.option(fc.constantFrom(...units), { nil: undefined }),
          channel: fc.option(fc.constantFrom(...channels), { nil: undefined }),
        }),
        async ({ reader, limit, order, unit, channel }) => {
          const who = readers[reader];
          if (!who) throw new Error('no reader');
          const expected = all
            .filter(who.sees)
            .filter((row) => unit === undefined || row.unit?.code === unit)
            .filter((row) => channel === undefined || row.channel === channel)
            .map((row) => row.number);
          const found: number[] = [];
          let after: number | null | undefined;
          do {
            const page = await list(who.actor, {
              limit,
              order,
              ...(unit && { unit }),
              ...(channel && { channel }),
              ...(after && { after }),
            });
            found.push(...page.items.map((row) => row.number));
            after = page.next;
          } while (after !== null);
          expect(found).toEqual(order === 'asc' ? expected : expected.toReversed());
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are counted by the same rights and filters', async () => {
    for (const { actor, sees } of readers) {
      const access = await registry.registers.require(actor, 'general');
      const summary = await summariseBook(registry, actor, access, query({ channel: 'email' }));
      const expected = all.filter(sees).filter((row) => row.channel === 'email');
      expect(summary).toMatchObject({
        count: expected.length,
        sheets: expected.reduce((sum, row) => sum + row.sheets, 0),
        unbroken: null,
      });
    }
  });
});

test('the whole book is said to be unbroken to who may read the book, and to nobody else', async () => {
  const summaryFor = async (actor: Actor | undefined) => {
    if (!actor) throw new Error('nobody');
    return summariseBook(registry, actor, await registry.registers.require(actor, 'general'), query());
  };
  expect(await summaryFor(registrars[0])).toMatchObject({ count: 60, first: 1, last: 60, unbroken: true });
  expect(await summaryFor(readers[0]?.actor)).toMatchObject({ unbroken: null });
});
