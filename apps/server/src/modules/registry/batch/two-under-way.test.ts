import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test, vi } from 'vitest';
import { anActor, aRegistration, aRegistry, participantsOf } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { countWaitingBatches } from '../../../../test/waiting-batches.ts';
import { systemClock } from '../../../platform/clock.ts';
import { registerDocument } from '../register-document.ts';
import { verifyChain } from '../verify/verify-chain.ts';
import { readBooks } from '../verify/verify-registry.ts';
import { bookBatchers } from './batchers.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const registrar = await anActor(database);

/** As many as are sent behind a batch that is under way. */
const enough = 16;

const register = (requestId: string = crypto.randomUUID()) =>
  registerDocument(registry, registrar, aRegistration({ requestId }));
const several = (count: number) => Array.from({ length: count }, () => register());
const underWay = () => countWaitingBatches(database.db);

let first: number;
beforeEach(async () => {
  first = (await register()).number + 1;
});

type Answer = Promise<{ number: number }>;

/** One batch waits for the book, then `come` do; the book is let go after `meanwhile`, in which more may come. */
async function whileHeld(
  come: () => Answer[],
  meanwhile: (comeToo: (later: Answer[]) => void) => Promise<unknown>,
  requestId?: string,
) {
  const answers: Answer[] = [];
  const take = (some: Answer[]) => {
    answers.push(...some);
    // Looked at only when the book is let go.
    for (const answer of some) answer.catch(() => {});
  };
  await database.owner.transaction().execute(async (tx) => {
    await sql`SELECT FROM books FOR UPDATE`.execute(tx);
    take([register(requestId)]);
    await vi.waitFor(async () => expect(await underWay()).toBe(1), 10_000);
    take(come());
    await meanwhile(take);
  });
  return Promise.allSettled(answers);
}

const untilTwoAreUnderWay = () => vi.waitFor(async () => expect(await underWay()).toBe(2), 10_000);

/** Ends the connection of the first batch, which waits for the book (`transactionid`), or of the one behind it (`advisory`). */
const cutOff = (waitsFor: 'transactionid' | 'advisory') =>
  sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = ${waitsFor} AND query LIKE '%done AS MATERIALIZED%'
  `.execute(database.db);

/** Numbers of those that were answered, in the order in which they came. */
const numbersOf = (settled: PromiseSettledResult<{ number: number }>[]) =>
  settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value.number] : []));

const inOrder = (count: number) => Array.from({ length: count }, (_, index) => first + index);

async function findings() {
  const books = await readBooks(database.db, {});
  const chains = await Promise.all(books.map((book) => verifyChain(database.db, book)));
  return chains.flatMap(({ finding }) => finding ?? []);
}

test('a few who come while a batch is under way wait for the next one', async () => {
  const settled = await whileHeld(
    () => several(enough - 1),
    async () => {
      // Whatever else would be sent, is sent by now.
      for (let look = 0; look < 5; look++) expect(await underWay()).toBe(1);
    },
  );
  expect(numbersOf(settled)).toEqual(inOrder(enough));
});

test('many are sent behind it, at most two are under way, and the order of coming is that of the numbers', async () => {
  const settled = await whileHeld(
    () => several(3 * enough),
    async () => {
      await untilTwoAreUnderWay();
      for (let look = 0; look < 5; look++) expect(await underWay()).toBe(2);
    },
  );
  expect(numbersOf(settled)).toEqual(inOrder(1 + 3 * enough));
  expect(await findings()).toEqual([]);
});

test('when the batch before them is lost with its connection, those behind follow the head that stands', async () => {
  const settled = await whileHeld(
    () => several(2 * enough),
    async () => {
      await untilTwoAreUnderWay();
      await cutOff('transactionid');
    },
  );
  expect(settled.map(({ status }) => status)).toEqual([
    'rejected',
    ...Array.from({ length: 2 * enough }, () => 'fulfilled'),
  ]);
  expect(numbersOf(settled)).toEqual(inOrder(2 * enough));
  expect(await findings()).toEqual([]);
});

test('when those behind are lost with their connection, nobody after them is, and no number is missing', async () => {
  const settled = await whileHeld(
    () => several(enough),
    async (comeToo) => {
      await untilTwoAreUnderWay();
      comeToo(several(enough));
      await cutOff('advisory');
    },
  );
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    ...Array.from({ length: enough }, () => 'rejected'),
    ...Array.from({ length: enough }, () => 'fulfilled'),
  ]);
  expect(numbersOf(settled)).toEqual(inOrder(1 + enough));
  expect(await findings()).toEqual([]);
});

test('those behind give up a book that does not come free, and keep their turn', async () => {
  const settled = await whileHeld(
    () => several(enough),
    async () => {
      await untilTwoAreUnderWay();
      await vi.waitFor(async () => expect(await underWay()).toBe(1), 10_000);
    },
  );
  expect(numbersOf(settled)).toEqual(inOrder(1 + enough));
  expect(await findings()).toEqual([]);
});

test('a document that is asked for twice, before and behind, has one number', async () => {
  const twice = crypto.randomUUID();
  const settled = await whileHeld(
    () => [...several(enough - 1), register(twice)],
    async (comeToo) => {
      await untilTwoAreUnderWay();
      comeToo(several(enough));
    },
    twice,
  );
  const numbers = numbersOf(settled);
  expect(numbers[enough]).toBe(numbers[0]);
  expect(numbers.toSpliced(enough, 1)).toEqual(inOrder(2 * enough));
  expect(await findings()).toEqual([]);
});

test('two processes that both send behind give every number once', async () => {
  const fieldKeys = { cnpKey: randomBytes(32), lookupKey: randomBytes(32) };
  const batchers = bookBatchers({
    db: database.db,
    clock: systemClock,
    fieldKeys,
    participants: participantsOf(database.db, systemClock, fieldKeys),
    trustHour: false,
  });
  const other = () => registerDocument({ ...registry, batchers }, registrar, aRegistration());
  const answers: Answer[] = [];
  for (let wave = 0; wave < 4; wave++) {
    answers.push(...several(enough), ...Array.from({ length: enough }, other));
    await answers[wave * enough];
  }
  const numbers = (await Promise.all(answers)).map(({ number }) => number);
  expect(numbers.toSorted((one, another) => one - another)).toEqual(inOrder(8 * enough));
  expect(await findings()).toEqual([]);
});
