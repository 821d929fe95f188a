import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aDatabase } from '../../test/test-database.ts';

const { db } = await aDatabase();
const backends = sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`;

// Nothing listens for the loss then but us, and an error that nobody listens for ends a Node process.
test('a connection lost between two statements of a transaction fails that transaction and nothing else', async () => {
  const work = db.transaction().execute(async (tx) => {
    const { rows } = await backends.execute(tx);
    await sql`SELECT pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(db);
    await setImmediate();
    await backends.execute(tx);
  });
  await expect(work).rejects.toThrow('not queryable');
  expect((await backends.execute(db)).rows).toHaveLength(1);
});
