import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anActor, aRegistration, aRegistry, participantsOf } from '../../../../test/a-registry.ts';
import { aDatabase, type TestDatabase } from '../../../../test/test-database.ts';
import type { Clock } from '../../../platform/clock.ts';
import { registerDocument } from '../register-document.ts';
import { bookBatchers } from './batchers.ts';

/** A registry whose clock a test moves, and somebody who registers. */
async function aTimedRegistry(database: TestDatabase, at: string) {
  let now = new Date(at);
  const clock = { now: () => now };
  const registry = await aRegistry(database, { clock, trustHour: true });
  const registrar = await anActor(database);
  const another = { ...registry, batchers: anotherProcess(database, clock) };
  type Command = ReturnType<typeof aRegistration>;
  return {
    register: (command: Command) => registerDocument(registry, registrar, command),
    registerElsewhere: (command: Command) => registerDocument(another, registrar, command),
    goTo: (next: string) => (now = new Date(next)),
  };
}

function anotherProcess({ db }: TestDatabase, clock: Clock) {
  const fieldKeys = { cnpKey: randomBytes(32), lookupKey: randomBytes(32) };
  const participants = participantsOf(db, clock, fieldKeys);
  return bookBatchers({ db, clock, fieldKeys, participants, trustHour: true });
}

const numbersOf = async ({ db }: TestDatabase) => {
  const { rows } = await sql<{ number: number }>`SELECT number FROM entries ORDER BY number`.execute(db);
  return rows.map((row) => row.number);
};

test('a repeat among others that wait gets its first answer, and they get the next numbers', async () => {
  const database = await aDatabase.forTest();
  const { register } = await aTimedRegistry(database, '2026-06-29T06:41:00.000Z');
  const command = aRegistration();
  const first = await register(command);
  const answers = await Promise.all([
    register(aRegistration()),
    register(command),
    register(aRegistration()),
    register({ ...command, sheets: 9 }).catch((error) => error),
    register(aRegistration()),
  ]);
  expect(answers[1]).toEqual(first);
  expect(answers[3]).toMatchObject({ code: 'request.id-reused' });
  expect([answers[0], answers[2], answers[4]].map((answer) => answer.number)).toEqual([2, 3, 4]);
  expect(await numbersOf(database)).toEqual([1, 2, 3, 4]);
  await database.drop();
});

test('a repeat that another process answered first gets that answer', async () => {
  const database = await aDatabase.forTest();
  const { register, registerElsewhere } = await aTimedRegistry(database, '2026-06-29T06:41:00.000Z');
  await register(aRegistration());
  const command = aRegistration();
  const first = await registerElsewhere(command);
  expect(await register(command)).toEqual(first);
  expect(await numbersOf(database)).toEqual([1, 2]);
  await database.drop();
});

test('a repeat after eight days of silence is not asked to confirm the date', async () => {
  const database = await aDatabase.forTest();
  const { register, goTo } = await aTimedRegistry(database, '2026-06-01T08:00:00.000Z');
  const command = aRegistration();
  const first = await register(command);
  goTo('2026-06-09T08:00:01.000Z');
  expect(await register(command)).toEqual(first);
  await database.drop();
});

test('a repeat in January opens no book', async () => {
  const database = await aDatabase.forTest();
  const { register, goTo } = await aTimedRegistry(database, '2026-12-31T21:59:59.000Z');
  const command = aRegistration();
  const first = await register(command);
  goTo('2026-12-31T22:00:01.000Z');
  expect(await register(command)).toEqual(first);
  const { rows } = await sql<{ year: number }>`SELECT year FROM books`.execute(database.db);
  expect(rows).toEqual([{ year: 2026 }]);
  await database.drop();
});

test('a request id used for another document completes nobody', async () => {
  const database = await aDatabase.forTest();
  const { register } = await aTimedRegistry(database, '2026-06-29T06:41:00.000Z');
  const sender = { kind: 'natural', name: 'Anghelina Turturică', phone: '0722 000 100' } as const;
  const command = aRegistration({ sender });
  await register(command);
  const other = { ...command, sender: { ...sender, email: 'anghelina@valea-mica.example' } };
  await expect(register(other)).rejects.toMatchObject({ code: 'request.id-reused' });
  const { rows } = await sql<{ email: string | null }>`SELECT email FROM parties`.execute(database.db);
  expect(rows).toEqual([{ email: null }]);
  await database.drop();
});
