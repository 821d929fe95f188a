import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { anActor, aRegistration, aRegistry } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { countWaitingBatches } from '../../../../test/waiting-batches.ts';
import { registerDocument } from '../register-document.ts';
import { verifyChain } from '../verify/verify-chain.ts';
import { readBooks } from '../verify/verify-registry.ts';

type Changes = Parameters<typeof aRegistration>[0];

/** A registry in which one batch waits for the book while others come; `meanwhile` happens before it may go on. */
async function aHeldBook() {
  const database = await aDatabase.forTest();
  const registry = await aRegistry(database);
  const registrar = await anActor(database);
  const register = (changes: Changes = {}) => registerDocument(registry, registrar, aRegistration(changes));
  const first = await register();

  async function whileHeld(come: readonly Changes[], meanwhile: () => Promise<void> = async () => {}) {
    return database.owner.transaction().execute(async (tx) => {
      await sql`SELECT FROM books FOR UPDATE`.execute(tx);
      const answers = [register()];
      await vi.waitFor(async () => expect(await countWaitingBatches(database.db)).toBe(1), 10_000);
      answers.push(...come.map((changes) => register(changes)));
      // Looked at only when the book is let go.
      for (const answer of answers) answer.catch(() => {});
      await meanwhile();
      return { answers };
    });
  }

  async function findings() {
    const books = await readBooks(database.db, {});
    const chains = await Promise.all(books.map((book) => verifyChain(database.db, book)));
    return chains.flatMap(({ finding }) => finding ?? []);
  }

  return { database, first, whileHeld, findings };
}

const withPhone = (phone: string): Changes => ({
  sender: { kind: 'natural', name: 'Sidonia Prundeanu', phone },
});

test('papers of every kind keep the order in which they came', async () => {
  const { first, whileHeld, findings, database } = await aHeldBook();
  const { answers } = await whileHeld([{}, {}, withPhone('0700 000 501'), {}, withPhone('0700 000 502'), {}]);
  const numbers = (await Promise.all(answers)).map(({ number }) => number);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7].map((later) => first.number + later));
  expect(await findings()).toEqual([]);
  await database.drop();
});

test('each has the hour at which it was written down, and hours never run backwards', async () => {
  const { whileHeld, database } = await aHeldBook();
  const { answers } = await whileHeld([{}, {}, withPhone('0700 000 503')]);
  const hours = (await Promise.all(answers)).map(({ registeredAt }) => registeredAt);
  expect(hours).toEqual(hours.toSorted());
  const { rows } = await sql<{ same: boolean }>`
    SELECT bool_and(entries.registered_at = ledger_records.at) AS same FROM entries
    JOIN ledger_records ON ledger_records.book_id = entries.book_id AND ledger_records.seq = entries.record_seq
  `.execute(database.db);
  expect(rows).toEqual([{ same: true }]);
  await database.drop();
});

test('when the batch before them is lost with its connection, they follow the head that stands', async () => {
  const { database, first, whileHeld, findings } = await aHeldBook();
  const { answers } = await whileHeld([{}, {}], async () => {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%done AS MATERIALIZED%'
    `.execute(database.db);
  });
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  const numbers = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value.number] : []));
  expect(numbers).toEqual([first.number + 1, first.number + 2]);
  expect(await findings()).toEqual([]);
  await database.drop();
});

test('a paper that the database refuses fails alone among those written ahead', async () => {
  const { first, whileHeld, findings, database } = await aHeldBook();
  const requestId = crypto.randomUUID();
  const { answers } = await whileHeld([{}, { requestId }, { requestId }, {}]);
  const numbers = (await Promise.all(answers)).map(({ number }) => number);
  expect(numbers[2]).toBe(numbers[3]);
  expect(new Set(numbers)).toEqual(new Set([1, 2, 3, 4].map((later) => first.number + later)));
  expect(await findings()).toEqual([]);
  await database.drop();
});
