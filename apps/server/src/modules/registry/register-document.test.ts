import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor, aRegistration, aRegistry, participantsOf } from '../../../test/a-registry.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { bookBatchers } from './batch/batchers.ts';
import { registerDocument } from './register-document.ts';
import { verifyChain } from './verify/verify-chain.ts';
import { verifyEntries } from './verify/verify-entries.ts';
import { readBooks } from './verify/verify-registry.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const registrar = await anActor(database);

const bookNumbers = async () => {
  const { rows } = await sql<{ number: number }>`SELECT number FROM entries ORDER BY number`.execute(
    database.db,
  );
  return rows.map((row) => row.number);
};

async function findWrong() {
  for (const book of await readBooks(database.db, {})) {
    const { finding } = await verifyChain(database.db, book);
    if (finding) return finding;
    const wrong = await verifyEntries(database.db, book);
    if (wrong) return wrong;
  }
  return undefined;
}

describe('the number', () => {
  test('is the next one of the book, with the day as people write it', async () => {
    const first = await registry.register(registrar);
    const second = await registry.register(registrar);
    expect(second.number).toBe(first.number + 1);
    expect(second.registrationNumber).toMatch(new RegExp(`^${second.number}/\\d\\d\\.\\d\\d\\.\\d{4}$`));
  });

  test('is given without gap or repeat to many who ask at once', async () => {
    const before = (await bookNumbers()).length;
    const answers = await Promise.all(Array.from({ length: 300 }, () => registry.register(registrar)));
    expect(new Set(answers.map((answer) => answer.number)).size).toBe(300);
    expect(await bookNumbers()).toEqual(Array.from({ length: before + 300 }, (_, index) => index + 1));
  });

  test('is right when several processes ask for the same book at once', async () => {
    const before = (await bookNumbers()).length;
    const fieldKeys = { cnpKey: Buffer.alloc(32, 1), lookupKey: Buffer.alloc(32, 2) };
    const processes = Array.from({ length: 4 }, () => ({
      ...registry,
      batchers: bookBatchers({
        db: database.db,
        clock: registry.clock,
        fieldKeys,
        participants: participantsOf(database.db, registry.clock, fieldKeys),
        trustHour: false,
      }),
    }));
    await Promise.all(
      processes.flatMap((process) =>
        Array.from({ length: 40 }, () => registerDocument(process, registrar, aRegistration())),
      ),
    );
    expect(await bookNumbers()).toEqual(Array.from({ length: before + 160 }, (_, index) => index + 1));
    expect(await findWrong()).toBeUndefined();
  });
});

describe('the request id', () => {
  test('sent twice has one effect and the same answer', async () => {
    const command = aRegistration({ requestId: randomUUID() });
    const first = await registerDocument(registry, registrar, command);
    expect(await registerDocument(registry, registrar, command)).toEqual(first);
  });

  test('sent twice at the same moment has one effect', async () => {
    const before = (await bookNumbers()).length;
    const command = aRegistration();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => registerDocument(registry, registrar, command)),
    );
    expect(new Set(answers.map((answer) => answer.number)).size).toBe(1);
    expect((await bookNumbers()).length).toBe(before + 1);
  });

  test('used for another document is a conflict', async () => {
    const command = aRegistration();
    await registerDocument(registry, registrar, command);
    await expect(registerDocument(registry, registrar, { ...command, sheets: 7 })).rejects.toMatchObject({
      code: 'request.id-reused',
    });
  });

  test('of one account means nothing to another', async () => {
    const command = aRegistration();
    const mine = await registerDocument(registry, registrar, command);
    const theirs = await registerDocument(registry, await anActor(database), command);
    expect(theirs.number).not.toBe(mine.number);
  });
});

test('a sub-register counts by itself and in the same record', async () => {
  const first = await registry.register(registrar, { subRegister: 'petitii' });
  await registry.register(registrar);
  const second = await registry.register(registrar, { subRegister: 'petitii' });
  expect(first.subNumber).not.toBeNull();
  expect(second.subNumber).toBe(Number(first.subNumber) + 1);
  expect(await findWrong()).toBeUndefined();
});

test('the category proposes unit, sub-register and file of the nomenclature', async () => {
  const { number } = await registry.register(registrar, { category: 'petitie' });
  const { rows } = await sql`
    SELECT units.code, entries.sub_register, entries.nomenclature_code FROM entries
    JOIN units ON units.id = entries.unit_id WHERE entries.number = ${number}`.execute(database.db);
  expect(rows).toEqual([{ code: 'juridic', sub_register: 'petitii', nomenclature_code: 'I-01' }]);
});

test('one refused document does not fail those that wait with it', async () => {
  const answers = await Promise.allSettled([
    registry.register(registrar),
    registry.register(registrar, { uploads: [randomUUID()] }),
    registry.register(registrar),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(answers[1]).toMatchObject({ reason: { code: 'document.upload-not-found' } });
});

test('who has no right to register gets no number', async () => {
  const inspector = await anActor(database, ['case-handler']);
  await expect(registry.register(inspector)).rejects.toMatchObject({ code: 'identity.forbidden' });
});
