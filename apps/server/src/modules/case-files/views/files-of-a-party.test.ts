import type { CaseFilePage } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const sender = { kind: 'natural' as const, name: 'Paraschiva Ciocârlan', phone: '0700 000 917' };
let partyId: string;
let first: string;
let other: string;

const ofParty = async (caller: Caller, id = partyId) =>
  ((await caller.request('GET', `${files}?queue=recent&party=${id}`)).body as CaseFilePage).items.map(
    (row) => row.id,
  );

beforeAll(async () => {
  first = (await world.register({ unit: 'juridic', sender, subject: 'Cerere de eșalonare' })).id;
  other = (await world.register({ unit: 'contencios', sender, subject: 'Contestație' })).id;
  await world.register({ unit: 'juridic', sender: { kind: 'natural', name: 'Sofron Bărbosu' } });
  const { rows } = await sql<{ party_id: string }>`
    SELECT entries.party_id FROM entries WHERE entries.id = ${first}`.execute(database.db);
  partyId = rows[0]?.party_id ?? '';
});

test('files of a person are those with a paper of theirs, newest first', async () => {
  expect(await ofParty(world.registrar)).toEqual([other, first]);
});

test('each sees only those that they may: rights are in the query', async () => {
  expect(await ofParty(world.head)).toEqual([first]);
  expect(await ofParty(world.stranger)).toEqual([other]);
});

test('a person of whom somebody may see no paper has no files for them, as one that is not there', async () => {
  const nobody = '01a1ff7a-0000-7000-8000-0000000000aa';
  expect(await ofParty(world.registrar, nobody)).toEqual([]);
});

test('a later paper of somebody else in the file is theirs too', async () => {
  const answer = await world.register({
    unit: 'juridic',
    sender: { kind: 'natural', name: 'Tasia Cobzaru', phone: '0700 000 918' },
    completes: { year: new Date().getFullYear(), number: await numberOf(first) },
  });
  const { rows } = await sql<{ party_id: string }>`
    SELECT entries.party_id FROM entries WHERE entries.id = ${answer.id}`.execute(database.db);
  expect(await ofParty(world.registrar, rows[0]?.party_id)).toEqual([first]);
});

test('of merged persons the files of all are shown under the one that stayed', async () => {
  const twin = await world.register({
    unit: 'juridic',
    sender: { kind: 'natural', name: 'Paraschiva Ciocîrlan' },
  });
  const { rows } = await sql<{ party_id: string }>`
    SELECT entries.party_id FROM entries WHERE entries.id = ${twin.id}`.execute(database.db);
  await sql`INSERT INTO party_merges (id, merged_id, survivor_id, merged_at, merged_by, before, after)
    SELECT gen_random_uuid(), ${rows[0]?.party_id}, ${partyId}, now(), accounts.id, '{}', '{}' FROM accounts LIMIT 1`.execute(
    database.owner,
  );
  await sql`UPDATE parties SET merged_into = ${partyId}, merge_id = party_merges.id FROM party_merges
    WHERE parties.id = ${rows[0]?.party_id} AND party_merges.merged_id = parties.id`.execute(database.owner);
  expect(await ofParty(world.registrar)).toContain(twin.id);
});

async function numberOf(id: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`SELECT number FROM entries WHERE id = ${id}`.execute(
    database.db,
  );
  return rows[0]?.number ?? 0;
}
