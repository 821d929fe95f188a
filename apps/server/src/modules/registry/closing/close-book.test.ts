import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aClock } from '../../../../test/a-clock.ts';
import { anActor, aRegistry } from '../../../../test/a-registry.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase, type TestDatabase } from '../../../../test/test-database.ts';
import { sha256, toCanonicalJson } from '../../../platform/crypto/canonical-hash.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { openLocalFileStore } from '../../../platform/files/local-file-store.ts';
import { createPdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import type { Actor } from '../../identity/index.ts';
import { amendPlaces, lockBooks } from '../amend/amend-places.ts';
import { annulEntry } from '../amend/annul-entry.ts';
import { correctEntry } from '../amend/correct-entry.ts';
import { dispatchEntry } from '../amend/dispatch-entry.ts';
import { eraseValues } from '../erase-values.ts';
import { verifyRegistry } from '../verify/verify-registry.ts';
import { getEntryDetail } from '../views/get-entry-detail.ts';
import { listEntries } from '../views/list-entries.ts';
import { closeBook } from './close-book.ts';
import { getClosing } from './get-closing.ts';
import { printClosing } from './print-closing.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-closing-'));
const files = await openLocalFileStore(folder);
const pdf = createPdfRenderer();
const sealPublicKey = createPublicKey(generateKeyPairSync('ed25519').privateKey)
  .export({ type: 'spki', format: 'pem' })
  .toString();
afterAll(async () => {
  pdf.close();
  await rm(folder, { recursive: true, force: true });
});

const clock = aClock('2025-12-30T10:00:00Z');
const book = { register: 'general', year: 2025 };
let database: TestDatabase;
let registry: Awaited<ReturnType<typeof aRegistry>>;
let registrar: Actor;
let archivist: Actor;

/** A book of 2025 with five numbers, the second annulled and the third answered; a week into 2026. */
async function aPastBook() {
  registry = await aRegistry(database, { clock, trustHour: true });
  registrar = await anActor(database);
  archivist = await anActor(database, ['archivist']);
  for (let count = 0; count < 5; count++) await registry.register(registrar);
  await annulEntry(registry, registrar, {
    ...book,
    number: 2,
    requestId: randomUUID(),
    reason: 'scrisă de două ori',
  });
  await dispatchEntry(registry, registrar, {
    ...book,
    number: 3,
    requestId: randomUUID(),
    dispatchedOn: '2025-12-30',
    resolution: 'răspuns',
    addressee: 'Anghelina Turturică',
  });
  clock.set('2026-01-08T08:00:00Z');
}

beforeAll(async () => {
  database = await aDatabase();
  await aPastBook();
});

const proposal = (actor = archivist) => getClosing(registry, actor, book);
const close = async (actor = archivist, changes: object = {}) =>
  closeBook(registry, actor, {
    ...book,
    requestId: randomUUID(),
    hash: (await proposal()).hash,
    confirmUnsolved: true,
    ...changes,
  });
const verify = async (db: Db | Tx) =>
  (await verifyRegistry({ db, files, sealPublicKey }, {})).findings.map(({ check }) => check);

describe('before it is closed', () => {
  test('the proposal says what the closing will say', async () => {
    expect(await proposal()).toMatchObject({
      state: 'open',
      first: 1,
      last: 5,
      count: 5,
      annulled: [{ number: 2, reason: 'scrisă de două ori' }],
      gaps: [],
      unsolved: 3,
      closed: null,
      mayClose: true,
    });
    expect(await proposal(registrar)).toMatchObject({ mayClose: false });
  });

  test('a year that is not over is not closed', async () => {
    clock.set('2025-12-31T21:59:00Z');
    expect(await proposal()).toMatchObject({ state: 'running' });
    await expect(close()).rejects.toMatchObject({ code: 'closing.year-not-over' });
    clock.set('2025-12-31T22:00:00Z');
    expect(await proposal()).toMatchObject({ state: 'open' });
    clock.set('2026-01-08T08:00:00Z');
  });

  test.each([
    [['registrar'], 'registry.not-allowed'],
    [['auditor'], 'registry.not-allowed'],
    [['case-handler'], 'registry.not-allowed'],
  ] as const)('%s may not close it', async (roles, code) => {
    const actor = await anActor(database, roles as readonly Role[]);
    await expect(close(actor)).rejects.toMatchObject({ code });
  });

  test('a head of a unit may not close the institution’s book, the director may', async () => {
    const head = await anActor(database, ['head-of-unit'], { scope: new Set([randomUUID()]) });
    await expect(close(head)).rejects.toMatchObject({ code: 'registry.not-allowed' });
    expect(await proposal(await anActor(database, ['director']))).toMatchObject({ mayClose: true });
  });

  test('a book that moved since the proposal was read is not closed', async () => {
    await expect(close(archivist, { hash: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'closing.changed-meanwhile',
    });
  });

  test('rows without an answer are confirmed first', async () => {
    await expect(close(archivist, { confirmUnsolved: false })).rejects.toMatchObject({
      code: 'closing.unsolved',
    });
  });

  test('its paper is not printed, and a year without a book has nothing to close', async () => {
    const print = printClosing({ ...registry, pdf, publicUrl: 'https://a.example' }, archivist, book);
    await expect(print).rejects.toMatchObject({ code: 'closing.not-closed' });
    await expect(getClosing(registry, archivist, { ...book, year: 2019 })).rejects.toMatchObject({
      code: 'closing.nothing-to-close',
    });
  });
});

describe('once it is closed', () => {
  const requestId = randomUUID();
  let hash: string;
  beforeAll(async () => {
    hash = (await proposal()).hash;
    await close(archivist, { requestId, hash });
  });

  test('it says so, names who and when, and its chain holds', async () => {
    const closing = await proposal();
    expect(closing).toMatchObject({ state: 'closed', hash, count: 5, closed: { by: archivist.displayName } });
    expect(await verify(database.db)).toEqual([]);
    const { rows } = await sql`SELECT data FROM events WHERE type = 'book.closed'`.execute(database.db);
    expect(rows).toEqual([{ data: { register: 'general', year: 2025, count: 5 } }]);
  });

  test('the same request again changes nothing, another is told that it is closed', async () => {
    expect(await close(archivist, { requestId, hash })).toMatchObject({ state: 'closed' });
    await expect(close()).rejects.toMatchObject({ code: 'closing.already-closed' });
  });

  test('its rows are neither corrected, annulled nor completed, and the reason is said', async () => {
    const key = { ...book, number: 1, requestId: randomUUID() };
    const acts = [
      () => correctEntry(registry, registrar, { ...key, reason: 'o literă', subject: 'Altceva' }),
      () => annulEntry(registry, registrar, { ...key, requestId: randomUUID(), reason: 'o greșeală' }),
      () =>
        dispatchEntry(registry, registrar, {
          ...key,
          requestId: randomUUID(),
          dispatchedOn: '2026-01-08',
          resolution: 'răspuns',
          addressee: 'Anghelina Turturică',
        }),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'registry.book-closed' });
    expect(await verify(database.db)).toEqual([]);
  });

  test('its rows offer nothing but to be read and printed, in the list as on their page', async () => {
    const access = await registry.registers.require(registrar, 'general');
    const { items } = await listEntries(registry, registrar, access, { year: 2025, order: 'asc', limit: 50 });
    expect(items.map(({ actions }) => actions)).toEqual(items.map(() => ['read-file', 'print']));
    const { actions } = await getEntryDetail(registry, registrar, { ...book, number: 1 });
    expect(actions).toEqual(['read-file', 'print']);
  });

  test('a file of that year is still handed on: column 8 of the closed book stays as it was', async () => {
    const place = { number: 1, kind: 'routed' as const, fields: { unit: randomUUID() } };
    await database.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`SELECT id FROM books WHERE year = 2025`.execute(tx);
      const bookId = rows[0]?.id ?? '';
      const books = await lockBooks(tx, [bookId]);
      const acting = { accountId: archivist.accountId, onBehalfOf: null };
      await amendPlaces(tx, { clock, trustHour: true, books, acting }, [{ ...place, bookId }]);
    });
    const { rows } = await sql`SELECT unit_id FROM entries WHERE number = 1 AND unit_id IS NOT NULL`.execute(
      database.db,
    );
    expect(rows).toEqual([]);
    expect(await verify(database.db)).toEqual([]);
  });

  test('the new year goes on in a book of its own', async () => {
    const { year, number } = await registry.register(registrar, { confirmGap: true });
    expect([year, number]).toEqual([2026, 1]);
  });

  test('the database refuses whatever would move it, the application’s and the owner’s', async () => {
    const open = sql`UPDATE books SET status = 'open', last_seq = last_seq + 1 WHERE year = 2025`;
    await expect(open.execute(database.db)).rejects.toThrow('moves no more');
    await expect(open.execute(database.owner)).rejects.toThrow('not opened again');
  });

  test('its paper is tagged PDF/A with numbers in figures and words, the annulled and the hash', async () => {
    const bytes = await printClosing({ ...registry, pdf, publicUrl: 'https://a.example' }, archivist, book);
    const text = (await readPdfText(bytes)).join(' ').replace(/\s+/g, ' ');
    expect(text).toContain('Proces-verbal de închidere');
    expect(text).toContain('1 – 5');
    expect(text).toContain('5 (cinci)');
    expect(text).toContain('scrisă de două ori');
    expect(text.replaceAll(' ', '')).toContain(hash);
    expect(text).toContain('Conducătorul instituției');
    expect(bytes.toString('latin1')).toContain('/StructTreeRoot');
  });

  test('lawful erasure at the end of retention still comes after it, and the chain holds', async () => {
    await eraseValues(
      { owner: database.owner, clock },
      await registry.registers.require(archivist, 'general').then(({ register }) => register),
      { year: 2025, number: 4 },
    );
    expect(await verify(database.db)).toEqual([]);
    expect(await proposal()).toMatchObject({ state: 'closed', count: 5, annulled: [{ number: 2 }] });
  });
});

describe('verification finds', () => {
  const found = async (statement: (closing: { body: string }) => ReturnType<typeof sql>[]) => {
    let checks: string[] = [];
    const undone = new Error('undone');
    const attempt = database.owner.transaction().execute(async (tx) => {
      for (const table of ['ledger_records', 'books'])
        await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER USER`.execute(tx);
      const { rows } = await sql<{ body: string }>`
        SELECT convert_from(body, 'UTF8') AS body FROM ledger_records WHERE kind = 'closed'`.execute(tx);
      for (const each of statement(rows[0] ?? { body: '{}' })) await each.execute(tx);
      checks = await verify(tx);
      throw undone;
    });
    await expect(attempt).rejects.toBe(undone);
    return checks;
  };

  // The erasure came after the closing: its record goes, so that the forged closing is the head again.
  const withoutErasure = sql`DELETE FROM ledger_records WHERE kind = 'erased'`;
  const forged = (body: string, fields: object) => {
    const record = JSON.parse(body);
    const bytes = toCanonicalJson({ ...record, fields: { ...record.fields, ...fields } });
    const hash = sha256(bytes);
    return [
      withoutErasure,
      sql`UPDATE ledger_records SET body = convert_to(${bytes}, 'UTF8'), hash = ${hash} WHERE kind = 'closed'`,
      sql`UPDATE books SET last_hash = ${hash}, last_seq = last_seq - 1,
        last_at = (SELECT at FROM ledger_records WHERE kind = 'closed') WHERE year = 2025`,
    ];
  };

  // What was erased stays erased in every one of these: values without their erasure record are missing.
  const besidesErasure = (checks: string[]) => checks.filter((check) => check !== 'value-missing');

  test.each([
    ['a closing that leaves out an annulled number', { annulled: '' }],
    ['a closing with another count', { count: 4 }],
    ['a closing with another last number', { last: 6 }],
  ])('%s', async (_what, fields) => {
    expect(await found(({ body }) => forged(body, fields))).toEqual(['closing']);
  });

  test('the honest closing, forged in the same way, has nothing wrong with it', async () => {
    expect(besidesErasure(await found(({ body }) => forged(body, {})))).toEqual([]);
  });

  test('a book that says it is open though it was closed', async () => {
    expect(await found(() => [sql`UPDATE books SET status = 'open' WHERE year = 2025`])).toEqual(['closing']);
  });

  test('a book that says it is closed though it was not', async () => {
    expect(await found(() => [sql`UPDATE books SET status = 'closed' WHERE year = 2026`])).toEqual([
      'closing',
    ]);
  });
});
