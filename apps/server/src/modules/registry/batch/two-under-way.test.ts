import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { anActor, aRegistration, aRegistry, participantsOf } from '../../../../test/a-registry.ts';
import { aDatabase, type TestDatabase } from '../../../../test/test-database.ts';
import { systemClock } from '../../../platform/clock.ts';
import { registerDocument } from '../register-document.ts';
import { bookBatchers } from './batchers.ts';

async function aRegistryWithItsPeer(database: TestDatabase) {
  const { db } = database;
  const registry = await aRegistry(database);
  const registrar = await anActor(database);
  const fieldKeys = { cnpKey: randomBytes(32), lookupKey: randomBytes(32) };
  const participants = participantsOf(db, systemClock, fieldKeys);
  const peer = {
    ...registry,
    batchers: bookBatchers({ db, clock: systemClock, fieldKeys, participants, trustHour: false }),
  };
  return {
    register: () => registerDocument(registry, registrar, aRegistration()),
    registerElsewhere: () => registerDocument(peer, registrar, aRegistration()),
  };
}

/** Holds the row of the book while `during` runs, as a batch does that is made durable. */
async function whileTheBookIsHeld({ owner }: TestDatabase, during: () => Promise<void>) {
  await owner.transaction().execute(async (tx) => {
    await sql`SELECT FROM books FOR UPDATE`.execute(tx);
    await during();
  });
}

async function waitingForTheBook({ db }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    SELECT count(*) AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%done AS MATERIALIZED%'
  `.execute(db);
  return rows[0]?.waiting ?? 0;
}

const numbersOf = async ({ db }: TestDatabase) => {
  const { rows } = await sql<{ number: number }>`SELECT number FROM entries ORDER BY number`.execute(db);
  return rows.map((row) => row.number);
};

test('the next batch waits behind the one under way, built on its head; a third waits at home', async () => {
  const database = await aDatabase.forTest();
  const { register } = await aRegistryWithItsPeer(database);
  await register();
  const answers: Promise<{ number: number }>[] = [];
  await whileTheBookIsHeld(database, async () => {
    for (const underWay of [1, 2]) {
      answers.push(register());
      await vi.waitFor(async () => expect(await waitingForTheBook(database)).toBe(underWay), 10_000);
    }
    answers.push(register());
  });
  expect((await Promise.all(answers)).map(({ number }) => number)).toEqual([2, 3, 4]);
  expect(await numbersOf(database)).toEqual([1, 2, 3, 4]);
  await database.drop();
});

test('when the head was not what the first of two batches thought, both begin again and no number is left out', async () => {
  const database = await aDatabase.forTest();
  const { register, registerElsewhere } = await aRegistryWithItsPeer(database);
  await register();
  await registerElsewhere();
  const answers: Promise<{ number: number }>[] = [];
  await whileTheBookIsHeld(database, async () => {
    for (const underWay of [1, 2]) {
      answers.push(register());
      await vi.waitFor(async () => expect(await waitingForTheBook(database)).toBe(underWay), 10_000);
    }
  });
  const numbers = (await Promise.all(answers)).map(({ number }) => number);
  expect(numbers.sort()).toEqual([3, 4]);
  expect(await numbersOf(database)).toEqual([1, 2, 3, 4]);
  await database.drop();
});
