import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aDatabase } from './test-database.ts';

const { db } = await aDatabase();

test('the application role may not create tables', async () => {
  await expect(sql`CREATE TABLE intruder (id int)`.execute(db)).rejects.toThrow(/permission denied/);
});
