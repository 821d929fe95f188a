import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { anActor, aRegistration, aRegistry } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { countWaitingBatches } from '../../../../test/waiting-batches.ts';
import { registerDocument } from '../register-document.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const registrar = await anActor(database);

const underWay = () => countWaitingBatches(database.db);

test('who comes while a batch is under way goes in the next one, in the order of coming', async () => {
  const register = () => registerDocument(registry, registrar, aRegistration());
  const first = await register();
  const answers: Promise<{ number: number }>[] = [];
  await database.owner.transaction().execute(async (tx) => {
    await sql`SELECT FROM books FOR UPDATE`.execute(tx);
    answers.push(register());
    await vi.waitFor(async () => expect(await underWay()).toBe(1), 10_000);
    for (let caller = 0; caller < 5; caller++) answers.push(register());
    // Whatever else would be sent, is sent by now.
    for (let look = 0; look < 5; look++) expect(await underWay()).toBe(1);
  });
  const numbers = (await Promise.all(answers)).map(({ number }) => number);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6].map((later) => first.number + later));
});
