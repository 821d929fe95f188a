import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../test/a-registry.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { migrationsFolder } from '../../platform/server-folders.ts';
import { annulEntry, createRegister, dispatchEntry, joinEntry } from '../registry/index.ts';
import { verifyCaseFiles } from './verify-case-files.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
// As the program was before there were case files: nobody follows what is amended.
const before = { ...registry, subscribers: [] };

/** What the migration does about entries that are there already. */
async function readBackfill(): Promise<string> {
  const text = await readFile(join(migrationsFolder, '20261121110000-create-case-files.sql'), 'utf8');
  const [, backfill] = /(-- Entries registered before[\s\S]*?)\nGRANT /.exec(text) ?? [];
  if (backfill === undefined) throw new Error('the migration gives old entries no files');
  return backfill;
}

async function forgetCaseFiles() {
  for (const table of ['case_items', 'case_steps', 'case_entries', 'case_files']) {
    await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER USER`.execute(database.owner);
    await sql`DELETE FROM ${sql.table(table)}`.execute(database.owner);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE TRIGGER USER`.execute(database.owner);
  }
}

test('entries registered before there were case files get theirs at the upgrade', async () => {
  const registrar = await anActor(database);
  const today = toLegalTime(new Date()).date;
  const key = ({ year, number }: { year: number; number: number }) => ({
    ...{ register: 'general', year, number },
    requestId: randomUUID(),
  });
  const unrouted = await registry.register(registrar);
  const routed = await registry.register(registrar, { unit: 'juridic' });
  const answered = await registry.register(registrar, { unit: 'juridic' });
  const out = { dispatchedOn: today, resolution: 'răspuns', addressee: 'Anghelina Turturică' };
  await dispatchEntry(before, registrar, { ...key(answered), ...out });
  const annulled = await registry.register(registrar);
  await annulEntry(before, registrar, { ...key(annulled), reason: 'de două ori' });
  const [second, third] = [await registry.register(registrar), await registry.register(registrar)];
  await joinEntry(before, registrar, { ...key(second), to: { year: routed.year, number: routed.number } });
  await joinEntry(before, registrar, { ...key(third), to: { year: second.year, number: second.number } });
  // A row joined to a later one, and that one back to it: two files, and no walk without end.
  const [left, right] = [await registry.register(registrar), await registry.register(registrar)];
  await joinEntry(before, registrar, { ...key(left), to: { year: right.year, number: right.number } });
  await sql`UPDATE entries SET joined_year = ${left.year}, joined_number = ${left.number} WHERE id = ${right.id}`.execute(
    database.owner,
  );
  await createRegister(
    { db: database.db, now: new Date() },
    { accountId: null },
    {
      ...{ code: 'avertizari', name: 'Avertizări', labelCode: 'W', kind: 'confidential' as const },
      memberStaffIds: [registrar.staffId],
    },
  );
  const sealed = await registry.register(registrar, { register: 'avertizari', unit: 'juridic' });
  await forgetCaseFiles();

  await database.owner.transaction().execute(async (tx) => sql.raw(await readBackfill()).execute(tx));

  const { rows } = await sql<{
    entry: string;
    file: string;
    status: string;
    outcome: string | null;
    role: string;
  }>`
    SELECT case_entries.entry_id AS entry, case_files.id AS file, case_files.status, case_files.outcome, case_entries.role
    FROM case_entries JOIN case_files ON case_files.id = case_entries.case_file_id`.execute(database.db);
  const of = new Map(rows.map(({ entry, ...row }) => [entry, row]));
  const opened = (file: string, status: string, outcome: string | null = null) => ({
    file,
    status,
    outcome,
    role: 'opened',
  });
  expect(of.get(unrouted.id)).toEqual(opened(unrouted.id, 'unassigned'));
  expect(of.get(routed.id)).toEqual(opened(routed.id, 'with-unit'));
  expect(of.get(answered.id)).toEqual(opened(answered.id, 'closed', 'answered'));
  expect(of.get(annulled.id)).toEqual(opened(annulled.id, 'closed', 'annulled'));
  for (const { id } of [second, third])
    expect(of.get(id)).toEqual({ file: routed.id, status: 'with-unit', outcome: null, role: 'joined' });
  expect([of.get(left.id)?.file, of.get(right.id)?.file]).toEqual([left.id, left.id]);
  expect(of.get(sealed.id)).toEqual(opened(sealed.id, 'unassigned'));
  expect(await verifyCaseFiles(database.db)).toEqual([]);
});
