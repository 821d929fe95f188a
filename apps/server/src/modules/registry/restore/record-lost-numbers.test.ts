import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aClock } from '../../../../test/a-clock.ts';
import { anActor, aRegistry } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { openFileStore } from '../../../platform/files/open-file-store.ts';
import { signHeads } from '../heads/sign-heads.ts';
import { listHeadLines } from '../heads/witness-file.ts';
import { verifyRegistry } from '../verify/verify-registry.ts';
import { recordLostNumbers } from './record-lost-numbers.ts';
import { listRestoredBooks } from './restored-books.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const sealPublicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();

async function aBookOfThree() {
  const database = await aDatabase();
  const registry = await aRegistry(database);
  const actor = await anActor(database);
  for (const subRegister of [undefined, 'petitii', undefined])
    await registry.register(actor, { subRegister });
  const year = new Date().getFullYear();
  const files = await openFileStore({ dataDir: '/tmp/opis-no-files' });
  const verify = (against: readonly string[] = []) =>
    verifyRegistry({ db: database.db, files, sealPublicKey }, { against });
  return { ...database, registry, actor, year, verify };
}

test('every number up to the last that may have been issued is lost for ever, and the next follows it', async () => {
  const { registry, actor, year, verify } = await aBookOfThree();
  const lost = await recordLostNumbers(registry, { register: 'general', year, lastIssued: 7 });
  expect(lost).toMatchObject({ from: 4, to: 7, subNumbers: { petitii: { from: 2, to: 5 } } });
  const next = await registry.register(actor, { subRegister: 'petitii' });
  expect(next).toMatchObject({ number: 8, subNumber: 6 });
  expect((await verify()).findings).toEqual([]);
});

test('a lost number stands in the book as taken, and says why', async () => {
  const { registry, year, db } = await aBookOfThree();
  await recordLostNumbers(registry, { register: 'general', year, lastIssued: 4 });
  const { rows } =
    await sql`SELECT entries.status, entries.annul_reason FROM entries WHERE entries.number = 4`.execute(db);
  expect(rows).toEqual([{ status: 'annulled', annul_reason: 'pierdut la restaurare' }]);
});

test('asked again, or for what the copy has, nothing is lost', async () => {
  const { registry, year } = await aBookOfThree();
  await recordLostNumbers(registry, { register: 'general', year, lastIssued: 5 });
  expect(await recordLostNumbers(registry, { register: 'general', year, lastIssued: 5 })).toBeUndefined();
  expect(await recordLostNumbers(registry, { register: 'general', year, lastIssued: 2 })).toBeUndefined();
});

test('a book that the copy does not have at all begins after what was lost of it', async () => {
  const database = await aDatabase();
  const registry = await aRegistry(database);
  const actor = await anActor(database);
  const year = new Date().getFullYear();
  expect(await recordLostNumbers(registry, { register: 'general', year, lastIssued: 2 })).toMatchObject({
    from: 1,
    to: 2,
  });
  expect(await registry.register(actor)).toMatchObject({ number: 3 });
});

test('the database refuses to register a number that was lost', async () => {
  const { registry, year, owner } = await aBookOfThree();
  await recordLostNumbers(registry, { register: 'general', year, lastIssued: 4 });
  const again = sql`INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
    SELECT book_id, seq + 1, 'registered', number, at, format, body, hash FROM ledger_records WHERE kind = 'lost'`;
  await expect(again.execute(owner)).rejects.toThrow('ledger_records_registered_once');
});

test('what a witness saw beyond the copy is known after a restore, and explained once it is lost', async () => {
  const clock = aClock();
  const lost = await aDatabase.forTest();
  const copy = await aDatabase.forTest();
  const [before, after] = [
    await aRegistry(lost, { clock, trustHour: true }),
    await aRegistry(copy, { clock, trustHour: true }),
  ];
  const actor = await anActor(lost);
  for (let count = 0; count < 5; count++) await before.register(actor);
  await after.register(await anActor(copy));
  const nextDay = new Date(clock.now().getTime() + 24 * 3_600_000);
  await signHeads({ db: lost.db, sealKey: privateKey }, clock.now().toISOString().slice(0, 10), nextDay);
  const lines = (await listHeadLines(lost.db)).map(({ line }) => line);
  const year = clock.now().getFullYear();
  expect(await listRestoredBooks({ db: copy.db, sealPublicKey }, { lines, year })).toMatchObject([
    { register: 'general', year, recovered: 1, witnessed: 5 },
  ]);

  const files = await openFileStore({ dataDir: '/tmp/opis-no-files' });
  const verify = () => verifyRegistry({ db: copy.db, files, sealPublicKey }, { against: lines });
  expect((await verify()).findings).toMatchObject([{ check: 'head' }]);
  const restoredAt = { now: () => new Date(nextDay.getTime() + 3_600_000) };
  await recordLostNumbers({ db: copy.db, clock: restoredAt }, { register: 'general', year, lastIssued: 5 });
  expect((await verify()).findings).toEqual([]);
  await Promise.all([lost.drop(), copy.drop()]);
});
