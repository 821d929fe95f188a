import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anActor, aRegistry, verifyParts } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { systemClock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { openLocalFileStore } from '../../../platform/files/local-file-store.ts';
import { createLog } from '../../../platform/log.ts';
import { createPreviews } from '../../../platform/preview/previews.ts';
import { receiveUpload } from '../../documents/index.ts';
import { recordAccess, sealDays } from '../../events/index.ts';
import { annulEntry } from '../amend/annul-entry.ts';
import { correctEntry } from '../amend/correct-entry.ts';
import { createRegister } from '../create-register.ts';
import { eraseValues } from '../erase-values.ts';
import { signHeads } from '../heads/sign-heads.ts';
import { listHeadLines } from '../heads/witness-file.ts';
import { verifyRegistry } from './verify-registry.ts';

const database = await aDatabase();
const { owner } = database;
const registry = await aRegistry(database);
const registrar = await anActor(database);
const folder = await mkdtemp(join(tmpdir(), 'opis-verify-'));
const files = await openLocalFileStore(folder);
const previews = createPreviews(createLog('silent'));
const sealKey: KeyObject = generateKeyPairSync('ed25519').privateKey;
const sealPublicKey = createPublicKey(sealKey).export({ type: 'spki', format: 'pem' }).toString();
const tomorrow = new Date(Date.now() + 24 * 3600 * 1000);
const today = toLegalTime(systemClock.now()).date;
const year = toLegalTime(systemClock.now()).year;

afterAll(async () => {
  previews.close();
  await rm(folder, { recursive: true, force: true });
});

beforeAll(async () => {
  await createRegister({ db: database.db, now: new Date() }, registrar, {
    code: 'avertizari',
    name: 'Registrul avertizărilor',
    labelCode: 'W',
    kind: 'confidential',
    memberStaffIds: [registrar.staffId],
  });
  const limits = { maxBytes: 10_000, forbiddenTypes: [] };
  const deps = { ...registry, files, previews, uploadLimits: limits };
  const upload = await receiveUpload(deps, registrar, {
    name: 'Cerere.txt',
    bytes: Readable.from([Buffer.from('Subsemnata vă rog')]),
  });
  const filed = await registry.register(registrar, { uploads: [upload.id], subRegister: 'petitii' });
  for (let count = 0; count < 5; count++) await registry.register(registrar, { issuerNumber: `12/${count}` });
  await registry.register(registrar, { register: 'avertizari' });
  await annulEntry(registry, registrar, {
    register: 'general',
    year,
    number: 2,
    requestId: filed.id,
    reason: 'înregistrat de două ori',
  });
  await registry.register(registrar);
  await recordAccess(database.db, registrar, {
    kind: 'viewed',
    at: new Date(),
    subjectType: 'entry',
    subjectId: filed.id,
    purpose: 'entry-page',
  });
  await sealDays(database.db, tomorrow);
  await signHeads({ db: database.db, sealKey }, today, tomorrow);
});

const verify = (db: Db | Tx, against?: readonly string[]) =>
  verifyRegistry({ db, files, sealPublicKey, verifyParts }, { against });
const checksOf = async (db: Db | Tx, against?: readonly string[]) =>
  (await verify(db, against)).findings.map((finding) => finding.check);

class Undo extends Error {}

/** Does the forbidden as the owner, looks at what verification says of it, and takes it back. */
async function afterTampering(statements: readonly string[], against?: readonly string[]): Promise<string[]> {
  let checks: string[] = [];
  await owner
    .transaction()
    .execute(async (tx) => {
      for (const table of [
        'ledger_records',
        'ledger_values',
        'events',
        'access_log',
        'day_seals',
        'head_lines',
        'book_heads',
        'books',
        'documents',
        'case_files',
        'case_entries',
        'case_items',
        'case_steps',
      ]) {
        await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER USER`.execute(tx);
      }
      await sql`ALTER TABLE ledger_records DROP CONSTRAINT ledger_records_hash_of_body`.execute(tx);
      for (const statement of statements) await sql.raw(statement).execute(tx);
      checks = await checksOf(tx, against);
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return checks;
}

const general = `(SELECT books.id FROM books JOIN registers ON registers.id = books.register_id WHERE registers.code = 'general')`;

test('a register that nobody touched has nothing wrong', async () => {
  const report = await verify(database.db);
  expect(report.findings).toEqual([]);
  expect(report.books.map((book) => book.register)).toEqual(['avertizari', 'general']);
});

describe('verification finds', () => {
  test('one changed byte in a record', async () => {
    expect(
      await afterTampering([
        `UPDATE ledger_records SET body = set_byte(body, 20, 65) WHERE book_id = ${general} AND seq = 3`,
      ]),
    ).toContain('record-hash');
  });

  test('a byte that is no text, in the record of an entry with a document', async () => {
    expect(
      await afterTampering([
        `UPDATE ledger_records SET body = set_byte(body, 20, 255) WHERE book_id = ${general} AND seq = 2`,
      ]),
    ).toEqual(['record-hash']);
  });

  test('a record taken out of the chain', async () => {
    expect(
      await afterTampering([
        'DELETE FROM book_heads',
        `DELETE FROM ledger_records WHERE book_id = ${general} AND seq = 8`,
      ]),
    ).toContain('sequence');
  });

  test('a record whose columns say something else than its bytes', async () => {
    expect(
      await afterTampering([
        `UPDATE ledger_records SET at = at + interval '1 second' WHERE book_id = ${general} AND seq = 3`,
      ]),
    ).toContain('record-form');
  });

  test('a record rewritten with a hash of its own', async () => {
    expect(
      await afterTampering([
        `UPDATE ledger_records SET body = convert_to(replace(convert_from(body, 'UTF8'), '"sheets":1', '"sheets":9'), 'UTF8') WHERE book_id = ${general} AND seq = 3`,
        `UPDATE ledger_records SET hash = sha256(body) WHERE book_id = ${general} AND seq = 3`,
      ]),
    ).toContain('chain');
  });

  test('a changed value behind a commitment', async () => {
    expect(
      await afterTampering([
        `UPDATE ledger_values SET value = 'Altcineva' WHERE value = 'Anghelina Turturică'`,
      ]),
    ).toContain('value');
  });

  test('a value that was taken away without the erasure record', async () => {
    expect(await afterTampering([`DELETE FROM ledger_values WHERE value = '12/0'`])).toContain(
      'value-missing',
    );
  });

  test('a changed row of the book', async () => {
    expect(
      await afterTampering([`UPDATE entries SET sheets = 40 WHERE book_id = ${general} AND number = 3`]),
    ).toContain('entry-differs');
  });

  test('a row of the book that was taken away', async () => {
    expect(
      await afterTampering([
        `DELETE FROM entry_readers WHERE book_id = ${general} AND number = 3`,
        ...['case_entries', 'case_files'].map(
          (table) => `DELETE FROM ${table} WHERE ${table === 'case_files' ? 'id' : 'entry_id'} IN (
            SELECT id FROM entries WHERE book_id = ${general} AND number = 3)`,
        ),
        `DELETE FROM entries WHERE book_id = ${general} AND number = 3`,
      ]),
    ).toContain('entry-missing');
  });

  test('a row that nobody registered', async () => {
    expect(
      await afterTampering([
        `INSERT INTO entries (id, book_id, number, record_seq, direction, channel, registered_at, registered_on, registered_by, issuer, subject, fingerprint, sheets, annexes)
         SELECT gen_random_uuid(), book_id, 900, record_seq, direction, channel, registered_at, registered_on, registered_by, issuer, subject, fingerprint, sheets, annexes FROM entries WHERE book_id = ${general} AND number = 3`,
      ]),
    ).toContain('entry-unknown');
  });

  test('a head of the book that is not the last record', async () => {
    expect(
      await afterTampering([`UPDATE books SET last_number = last_number + 1 WHERE id = ${general}`]),
    ).toContain('book-head');
  });

  test('a changed event', async () => {
    expect(
      await afterTampering([`UPDATE events SET data = '{"number": 7}' WHERE type = 'entry.annulled'`]),
    ).toContain('event');
  });

  test('an entry that is in no case file', async () => {
    const statement = `DELETE FROM case_entries WHERE entry_id IN (
      SELECT id FROM entries WHERE book_id = ${general} AND number = 3)`;
    expect(await afterTampering([statement])).toEqual(['case-file', 'case-file']);
  });

  test('a document that its opis does not hold', async () => {
    expect(await afterTampering(['DELETE FROM case_items'])).toEqual(['opis']);
  });

  test('a case file that lies where no step brought it', async () => {
    const statement = `UPDATE case_files SET version = 2 WHERE id IN (
      SELECT id FROM entries WHERE book_id = ${general} AND number = 3)`;
    expect(await afterTampering([statement])).toEqual(['step']);
  });

  test('somebody who has a case file and may not read it', async () => {
    const statement = `UPDATE case_files SET status = 'with-unit', unit_id = (SELECT id FROM units WHERE code = 'contencios')
      WHERE id IN (SELECT id FROM entries WHERE book_id = ${general} AND number = 3)`;
    expect(await afterTampering([statement])).toEqual(['case-file']);
  });

  test('an event that was taken away from a sealed day', async () => {
    expect(await afterTampering([`DELETE FROM events WHERE type = 'entry.annulled'`])).toContain('seal');
  });

  test('a read that was taken away from a sealed day', async () => {
    expect(await afterTampering([`DELETE FROM access_log`])).toContain('seal');
  });

  test('a changed byte of a day seal', async () => {
    expect(
      await afterTampering([
        `UPDATE day_seals SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE journal = 'events'`,
      ]),
    ).toContain('seal');
  });

  test('a changed line of signed heads', async () => {
    expect(
      await afterTampering([`UPDATE head_lines SET line = replace(line, '"number":7', '"number":6')`]),
    ).toContain('head-line');
  });

  test('a changed document', async () => {
    expect(await afterTampering([`UPDATE documents SET name = 'Alt nume.txt'`, 'SELECT 1'])).toContain(
      'document',
    );
  });

  test('a confidential book that is not the one that was signed', async () => {
    expect(
      await afterTampering([`UPDATE head_lines SET nonce = set_byte(nonce, 0, get_byte(nonce, 0) # 1)`]),
    ).toContain('head');
  });

  test('one changed byte of a file', async () => {
    const path = await findOnlyFile(join(folder, 'objects'));
    await chmod(path, 0o600);
    await writeFile(path, 'Subsemnatul vă rog');
    expect(await checksOf(database.db)).toEqual(['file']);
    await writeFile(path, 'Subsemnata vă rog');
    expect(await checksOf(database.db)).toEqual([]);
  });
});

test('who rewrites everything and signs it anew, with the key in hand, is named by the witness', async () => {
  const witness = (await listHeadLines(database.db)).map(({ line }) => line);
  const forged = await aDatabase.forTest();
  try {
    const other = await aRegistry(forged);
    const forger = await anActor(forged);
    for (let count = 0; count < 6; count++) await other.register(forger);
    await signHeads({ db: forged.db, sealKey }, today, tomorrow);
    expect(await checksOf(forged.db)).toEqual([]);
    const { findings } = await verify(forged.db, witness);
    expect(findings).toMatchObject([{ check: 'head', place: expect.stringContaining('linia 1') }]);
  } finally {
    await forged.drop();
  }
});

test('a witness line that was changed is not taken for ours', async () => {
  const [line = ''] = (await listHeadLines(database.db)).map((row) => row.line);
  expect(await checksOf(database.db, [line.replace(today, '2020-01-01')])).toEqual(['head-line']);
});

describe('what the law lets change', () => {
  // Today was sealed above as if it were over; what happens now comes after that seal.
  const checksOfBooks = async () => (await checksOf(database.db)).filter((check) => check !== 'seal');

  test('a correction keeps the chain whole and the old value in it', async () => {
    await correctEntry(registry, registrar, {
      register: 'general',
      year,
      number: 4,
      requestId: crypto.randomUUID(),
      subject: 'Alt conținut',
      reason: 'greșeală de scriere',
    });
    expect(await checksOfBooks()).toEqual([]);
    const { rows } =
      await sql`SELECT value FROM ledger_values WHERE value = 'Solicitare adeverință de venit' LIMIT 1`.execute(
        database.db,
      );
    expect(rows).toHaveLength(1);
  });

  test('an erasure at the end of retention takes every value away and the chain still verifies', async () => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM registers WHERE code = 'general'`.execute(
      owner,
    );
    const { erased } = await eraseValues(
      { owner, clock: systemClock },
      { id: rows[0]?.id ?? '', code: 'general' },
      { year, number: 3 },
    );
    expect(erased).toBeGreaterThanOrEqual(3);
    expect(await checksOfBooks()).toEqual([]);
    const left =
      await sql`SELECT issuer, subject FROM entries WHERE number = 3 AND book_id = (SELECT id FROM books WHERE register_id = ${rows[0]?.id} AND year = ${year})`.execute(
        owner,
      );
    expect(left.rows).toEqual([
      {
        issuer: 'șters la expirarea termenului de păstrare',
        subject: 'șters la expirarea termenului de păstrare',
      },
    ]);
  });

  test('the application itself may neither erase values nor change records', async () => {
    await expect(sql`DELETE FROM ledger_values`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`UPDATE ledger_records SET seq = 1`.execute(database.db)).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      sql`SELECT erase_ledger_values(gen_random_uuid(), 1, '{}', '{}')`.execute(database.db),
    ).rejects.toThrow(/permission denied/);
  });

  test('even the owner is refused by the triggers', async () => {
    await expect(sql`UPDATE ledger_records SET seq = seq`.execute(owner)).rejects.toThrow(/append-only/);
    await expect(sql`DELETE FROM ledger_values`.execute(owner)).rejects.toThrow(/erase_ledger_values/);
    await expect(sql`TRUNCATE events`.execute(owner)).rejects.toThrow(/append-only/);
    await expect(sql`UPDATE books SET last_number = last_number - 1`.execute(owner)).rejects.toThrow(
      /only moves on/,
    );
  });
});

async function findOnlyFile(at: string): Promise<string> {
  const entries = await readdir(at, { recursive: true, withFileTypes: true });
  const file = entries.find((entry) => entry.isFile());
  if (!file) throw new Error('no file');
  return join(file.parentPath, file.name);
}
