import { generateCnp } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testKeys, testNow } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { insertIdentified } from './insert-identified.ts';
import { toPartyRow } from './party-row.ts';
import { validateSender } from './valid-sender.ts';

const { db } = await aDatabase();

function aRow(serial: number) {
  const cnp = generateCnp({ birthDate: '1991-06-07', sex: 'male', county: '17', serial });
  const sender = validateSender({ kind: 'natural', name: 'Preda Ion', cnp }, testNow);
  return toPartyRow(testKeys, sender, { sealedRegisterId: null, at: testNow, by: newId() });
}

test('says whether every row was new', async () => {
  expect(await insertIdentified(db, [])).toBe(true);
  expect(await insertIdentified(db, [aRow(901), aRow(902)])).toBe(true);
  expect(await insertIdentified(db, [aRow(902), aRow(903)])).toBe(false);
  expect(await insertIdentified(db, [aRow(903)])).toBe(false);
});

test('leaves the connection as durable as it was: the next commit is flushed', async () => {
  const setting = await db.connection().execute(async (connection) => {
    await sql`SET synchronous_commit = on`.execute(connection);
    await insertIdentified(connection, [aRow(904)]);
    const { rows } = await sql<{ synchronous_commit: string }>`SHOW synchronous_commit`.execute(connection);
    await sql`RESET synchronous_commit`.execute(connection);
    return rows[0]?.synchronous_commit;
  });
  expect(setting).toBe('on');
});
