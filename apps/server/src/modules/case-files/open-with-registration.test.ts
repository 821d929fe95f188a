import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../test/a-registry.ts';
import { verifyRows } from '../../../test/behind-the-doors.ts';
import { aDatabase } from '../../../test/test-database.ts';
import type { Actor } from '../identity/index.ts';
import { createRegister } from '../registry/index.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
let registrar: Actor;
beforeAll(async () => {
  registrar = await anActor(database);
});

async function fileOf(entryId: string) {
  const { rows } = await sql<{
    id: string;
    status: string;
    unit: string | null;
    version: number;
    role: string;
    position: number;
  }>`
    SELECT case_files.id, case_files.status, units.code AS unit, case_files.version, case_entries.role,
      case_entries.position
    FROM case_entries JOIN case_files ON case_files.id = case_entries.case_file_id
    LEFT JOIN units ON units.id = case_files.unit_id WHERE case_entries.entry_id = ${entryId}
  `.execute(database.db);
  return rows;
}

const refer = ({ year, number }: { year: number; number: number }) => ({ year, number });

describe('a registration', () => {
  test('opens a file that lies with the unit it goes to, or with nobody yet', async () => {
    const routed = await registry.register(registrar, { unit: 'juridic' });
    const loose = await registry.register(registrar);
    expect(await fileOf(routed.id)).toEqual([
      { id: routed.id, status: 'with-unit', unit: 'juridic', version: 1, role: 'opened', position: 1 },
    ]);
    expect(await fileOf(loose.id)).toMatchObject([{ id: loose.id, status: 'unassigned', unit: null }]);
  });

  test('joins the file of the entry that it completes, and goes where that lies', async () => {
    const first = await registry.register(registrar, { unit: 'juridic' });
    const followers = await Promise.all(
      [1, 2, 3].map(() => registry.register(registrar, { unit: 'registratura', completes: refer(first) })),
    );
    for (const each of followers)
      expect(await fileOf(each.id)).toMatchObject([{ id: first.id, role: 'completes' }]);
    const positions = (await Promise.all(followers.map(({ id }) => fileOf(id)))).map(
      ([row]) => row?.position,
    );
    expect(positions.sort()).toEqual([2, 3, 4]);
    const { rows } = await sql<{ code: string }>`
      SELECT units.code FROM entries JOIN units ON units.id = entries.unit_id
      WHERE entries.id = ANY (${followers.map(({ id }) => id)}::uuid[])
    `.execute(database.db);
    expect(rows.map(({ code }) => code)).toEqual(['juridic', 'juridic', 'juridic']);
  });

  test('has column 12 from its first hour, proved by the record that gave its number', async () => {
    const first = await registry.register(registrar);
    const second = await registry.register(registrar, { completes: refer(first) });
    const [row] = await joinedOf(second.id);
    expect(row).toEqual({ year: first.year, number: first.number, version: 1 });
    const { rows } = await sql<{ body: string }>`
      SELECT convert_from(ledger_records.body, 'UTF8') AS body FROM ledger_records JOIN entries
        ON entries.book_id = ledger_records.book_id AND entries.record_seq = ledger_records.seq
      WHERE entries.id = ${second.id}`.execute(database.db);
    expect(JSON.parse(rows[0]?.body ?? '{}').fields.joined).toEqual({
      year: first.year,
      number: first.number,
    });
    expect(await joinedOf(first.id)).toEqual([{ year: null, number: null, version: 1 }]);
    expect(await verifyRows(database.db)).toBeUndefined();
  });

  test('that follows a follower is in the same file', async () => {
    const first = await registry.register(registrar);
    const second = await registry.register(registrar, { completes: refer(first) });
    const third = await registry.register(registrar, { answers: refer(second) });
    expect(await fileOf(third.id)).toMatchObject([{ id: first.id, role: 'answers', position: 3 }]);
  });

  test('opens a closed file again, with a step that says so', async () => {
    const first = await registry.register(registrar, { unit: 'juridic' });
    await sql`UPDATE case_files SET status = 'closed', outcome = 'filed', closed_at = now(), version = 2
      WHERE id = ${first.id}`.execute(database.db);
    await Promise.all([1, 2].map(() => registry.register(registrar, { completes: refer(first) })));
    expect(await fileOf(first.id)).toMatchObject([{ status: 'with-unit', version: 3 }]);
    const { rows } = await sql<{ kind: string; version: number }>`
      SELECT kind, version FROM case_steps WHERE case_file_id = ${first.id}`.execute(database.db);
    expect(rows).toEqual([{ kind: 'reopen', version: 3 }]);
  });

  test('refuses to follow an entry that the person may not see, and takes no number', async () => {
    const nobody = { ...(await anActor(database, ['digital-officer'])), principals: [] };
    const blind = { ...nobody, scopes: new Map([['entry.register', 'institution' as const]] as const) };
    const first = await registry.register(registrar, { unit: 'juridic' });
    const refused = registry.register(blind, { completes: refer(first) });
    await expect(refused).rejects.toMatchObject({
      code: 'registry.entry-not-found',
      fields: [{ path: 'completes.number' }],
    });
    expect((await registry.register(registrar)).number).toBe(first.number + 1);
  });

  test('of a general register never joins a file of a confidential one, nor the other way round', async () => {
    await createRegister(
      { db: database.db, now: new Date() },
      { accountId: null },
      {
        code: 'avertizari',
        name: 'Avertizări',
        labelCode: 'W',
        kind: 'confidential',
        memberStaffIds: [registrar.staffId],
      },
    );
    const sealed = await registry.register(registrar, { register: 'avertizari', unit: 'juridic' });
    expect(await fileOf(sealed.id)).toMatchObject([{ status: 'unassigned', unit: null }]);
    const open = await registry.register(registrar);
    const across = { ...refer(sealed), register: 'avertizari' };
    await expect(registry.register(registrar, { completes: across })).rejects.toMatchObject({
      code: 'registry.entry-not-found',
    });
    const back = { ...refer(open), register: 'general' };
    await expect(
      registry.register(registrar, { register: 'avertizari', answers: back }),
    ).rejects.toMatchObject({ code: 'registry.entry-not-found' });
    const within = await registry.register(registrar, { register: 'avertizari', completes: refer(sealed) });
    expect(await fileOf(within.id)).toMatchObject([{ id: sealed.id }]);
    const { rows } =
      await sql`SELECT FROM entry_readers JOIN entries ON entries.book_id = entry_readers.book_id
      AND entries.number = entry_readers.number WHERE entries.id = ANY (${[sealed.id, within.id]}::uuid[])`.execute(
        database.db,
      );
    expect(rows).toEqual([]);
  });
});

async function joinedOf(id: string) {
  const { rows } = await sql<{ year: number | null; number: number | null; version: number }>`
    SELECT joined_year AS year, joined_number AS number, version FROM entries WHERE id = ${id}`.execute(
    database.db,
  );
  return rows;
}

test('every entry is in exactly one file, whatever was registered', async () => {
  const { rows } =
    await sql`SELECT entries.id FROM entries LEFT JOIN case_entries ON case_entries.entry_id = entries.id
    WHERE case_entries.entry_id IS NULL`.execute(database.db);
  expect(rows).toEqual([]);
});
