import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../test/a-registry.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { recordLostNumbers } from '../registry/index.ts';
import { verifyCaseFiles } from './verify-case-files.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const actor = await anActor(database);
const year = new Date().getFullYear();

test('a number lost by a restore needs no case file, a paper does', async () => {
  const { id, number } = await registry.register(actor, {});
  await recordLostNumbers(registry, { register: 'general', year, lastIssued: number + 3 });
  expect(await verifyCaseFiles(database.db)).toEqual([]);
  await sql`ALTER TABLE case_entries DISABLE TRIGGER USER`.execute(database.owner);
  await sql`DELETE FROM case_entries WHERE case_entries.entry_id = ${id}`.execute(database.owner);
  expect(await verifyCaseFiles(database.db)).toContainEqual({
    check: 'case-file',
    place: `general/${year}, nr. ${number}`,
    detail: 'înregistrarea nu este în niciun dosar',
  });
});
