import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor, aRegistration, aRegistry, participantsOf } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { openRegister } from '../open-register.ts';
import { registerDocument } from '../register-document.ts';
import { verifyChain } from '../verify/verify-chain.ts';
import { readBooks } from '../verify/verify-registry.ts';
import { bookBatchers } from './batchers.ts';

/** A clock that a test moves; with `trustHour` the database's own clock is not asked. */
function aClock(at: string) {
  let now = new Date(at);
  return { now: () => now, set: (next: string) => (now = new Date(next)) };
}

async function aTimedRegistry(at: string) {
  const database = await aDatabase.forTest();
  const clock = aClock(at);
  const registry = await aRegistry(database, { clock, trustHour: true });
  const registrar = await anActor(database);
  return { database, clock, registry, registrar };
}

describe('the year', () => {
  test('turns at midnight in Bucharest: the first document of January gets number 1 of a new book', async () => {
    const { database, clock, registry, registrar } = await aTimedRegistry('2026-12-31T21:59:58.000Z');
    const last = await registry.register(registrar);
    expect(last).toMatchObject({
      number: 1,
      year: 2026,
      registeredOn: '2026-12-31',
      registeredTime: '23:59',
    });
    clock.set('2026-12-31T22:00:00.000Z');
    const first = await registry.register(registrar);
    expect(first).toMatchObject({
      number: 1,
      year: 2027,
      registeredOn: '2027-01-01',
      registeredTime: '00:00',
    });
    for (const book of await readBooks(database.db, {})) {
      expect((await verifyChain(database.db, book)).finding).toBeUndefined();
    }
    await database.drop();
  });

  test('once begun is never left: a clock that falls back over New Year gives no number in the old book', async () => {
    const { database, clock, registry, registrar } = await aTimedRegistry('2026-12-31T21:59:50.000Z');
    await registry.register(registrar);
    clock.set('2026-12-31T22:00:10.000Z');
    await registry.register(registrar);
    clock.set('2026-12-31T21:59:55.000Z');
    // The database is not asked for its hour here: what the new book's last hour allows is taken into the new book.
    expect(await registry.register(registrar)).toMatchObject({
      number: 2,
      year: 2027,
      registeredAt: '2026-12-31T22:00:10.000Z',
    });
    await database.drop();
  });

  test('is the new one for a process that has not heard yet of its beginning', async () => {
    const { database, clock, registry, registrar } = await aTimedRegistry('2026-12-31T21:59:59.000Z');
    const ahead = { now: () => new Date('2026-12-31T22:00:00.000Z') };
    const fieldKeys = { cnpKey: randomBytes(32), lookupKey: randomBytes(32) };
    const batchers = bookBatchers({
      db: database.db,
      clock: ahead,
      fieldKeys,
      participants: participantsOf(database.db, ahead, fieldKeys),
      trustHour: true,
    });
    await registry.register(registrar);
    await registerDocument({ ...registry, clock: ahead, batchers }, registrar, aRegistration());
    clock.set('2026-12-31T21:59:59.900Z');
    expect(await registry.register(registrar)).toMatchObject({ number: 2, year: 2027 });
    await database.drop();
  });

  test.each([
    ['March', '2026-03-29T00:59:59.000Z', '2026-03-29T01:00:01.000Z', '02:59', '04:00'],
    ['October', '2026-10-25T00:59:59.000Z', '2026-10-25T01:00:01.000Z', '03:59', '03:00'],
  ])(
    'has a night in %s when the hour changes, and the book goes on',
    async (_month, before, after, shownBefore, shownAfter) => {
      const { database, clock, registry, registrar } = await aTimedRegistry(before);
      const one = await registry.register(registrar);
      clock.set(after);
      const two = await registry.register(registrar);
      expect([one.number, one.registeredTime, two.number, two.registeredTime]).toEqual([
        1,
        shownBefore,
        2,
        shownAfter,
      ]);
      expect(Date.parse(two.registeredAt)).toBeGreaterThan(Date.parse(one.registeredAt));
      await database.drop();
    },
  );
});

describe('the hour', () => {
  test('never runs backwards inside a book, whatever the machine’s clock does', async () => {
    const { database, clock, registry, registrar } = await aTimedRegistry('2026-06-29T06:41:00.000Z');
    await registry.register(registrar);
    clock.set('2026-06-29T06:30:00.000Z');
    const second = await registry.register(registrar);
    expect(second.registeredAt).toBe('2026-06-29T06:41:00.000Z');
    await database.drop();
  });

  test('that is not the database’s to two seconds is refused, and nothing is written', async () => {
    const database = await aDatabase.forTest();
    const clock = { now: () => new Date(Date.now() + 30_000) };
    const registry = await aRegistry(database, { clock });
    const registrar = await anActor(database);
    await expect(registry.register(registrar)).rejects.toMatchObject({ code: 'registry.clock-skew' });
    const { rows } = await sql`SELECT number FROM entries`.execute(database.db);
    expect(rows).toEqual([]);
    await database.drop();
  });
});

describe('after more than seven days without a document', () => {
  test('a person confirms the date before the next number is given', async () => {
    const { database, clock, registry, registrar } = await aTimedRegistry('2026-06-01T08:00:00.000Z');
    await registry.register(registrar);
    clock.set('2026-06-08T08:00:01.000Z');
    await expect(registry.register(registrar)).rejects.toMatchObject({
      code: 'registry.confirm-gap',
      details: { lastAt: '2026-06-01T08:00:00.000Z' },
    });
    expect(await registry.register(registrar, { confirmGap: true })).toMatchObject({ number: 2 });
    expect(await registry.register(registrar)).toMatchObject({ number: 3 });
    await database.drop();
  });

  test('the same holds across the turn of the year', async () => {
    const { database, clock, registry, registrar } = await aTimedRegistry('2026-12-20T08:00:00.000Z');
    await registry.register(registrar);
    clock.set('2027-01-05T08:00:00.000Z');
    await expect(registry.register(registrar)).rejects.toMatchObject({ code: 'registry.confirm-gap' });
    expect(await registry.register(registrar, { confirmGap: true })).toMatchObject({ number: 1, year: 2027 });
    await database.drop();
  });

  test('exactly seven days ask nothing', async () => {
    const { database, clock, registry, registrar } = await aTimedRegistry('2026-06-01T08:00:00.000Z');
    await registry.register(registrar);
    clock.set('2026-06-08T08:00:00.000Z');
    expect(await registry.register(registrar)).toMatchObject({ number: 2 });
    await database.drop();
  });
});

describe('an institution that starts in the middle of a year', () => {
  test('goes on from the number of its old register, once, as the book’s first record', async () => {
    const { database, registry, registrar } = await aTimedRegistry('2026-09-01T08:00:00.000Z');
    const command = { register: 'general', firstNumber: 48212, reason: 'continuă registrul pe hârtie' };
    await openRegister(registry, { accountId: null }, command);
    expect(await registry.register(registrar)).toMatchObject({ number: 48212 });
    expect(await registry.register(registrar)).toMatchObject({ number: 48213 });
    await expect(openRegister(registry, { accountId: null }, command)).rejects.toMatchObject({
      code: 'registry.already-opened',
    });
    const [book] = await readBooks(database.db, {});
    if (!book) throw new Error('no book');
    expect((await verifyChain(database.db, book)).finding).toBeUndefined();
    await database.drop();
  });

  test.each([2027, 1989])('opens no book of %i: it has not begun, or nobody kept it', async (year) => {
    const { database, registry } = await aTimedRegistry('2026-09-01T08:00:00.000Z');
    const command = { register: 'general', firstNumber: 2, reason: 'din greșeală', year };
    await expect(openRegister(registry, { accountId: null }, command)).rejects.toMatchObject({
      code: 'registry.year-not-begun',
    });
    expect(await readBooks(database.db, {})).toEqual([]);
    await database.drop();
  });
});
