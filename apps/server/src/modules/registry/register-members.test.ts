import { randomUUID } from 'node:crypto';
import type { Register, RegisterMembers } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createRegister } from './create-register.ts';

const database = await aDatabase();
const server = await aServer(database);
type Person = Caller & { staffCode: string };
let named: Person;
let second: Person;
let administrator: Person;
const at = '/api/v1/registers/avertizari/members';

beforeAll(async () => {
  named = await server.aCaller(['registrar']);
  second = await server.aCaller(['case-handler'], 'juridic');
  administrator = await server.aCaller(['administrator']);
  const { rows } = await sql<{ id: string }>`SELECT id FROM staff WHERE code = ${named.staffCode}`.execute(
    database.db,
  );
  await createRegister(
    { db: database.db, now: new Date() },
    { accountId: null },
    {
      code: 'avertizari',
      name: 'Registrul avertizărilor',
      labelCode: 'W',
      kind: 'confidential',
      memberStaffIds: rows.map(({ id }) => id),
    },
  );
});

const names = async (caller: Person) =>
  ((await caller.request('GET', at)).body as RegisterMembers).items.map(({ staffCode }) => staffCode);
const ask = (caller: Person, path: string, staffCode: string, requestId = randomUUID()) =>
  caller.request('POST', at + path, { requestId, staffCode });
const registersOf = async (caller: Person) =>
  ((await caller.request('GET', '/api/v1/registers')).body as { items: Register[] }).items.map(
    ({ code }) => code,
  );
const notThere = { status: 404, body: { code: 'registry.register-not-found' } };

test('the last who is named stays, or nobody could read the register again', async () => {
  expect(await ask(named, '/removal', named.staffCode)).toMatchObject({
    status: 409,
    body: { code: 'registry.last-member' },
  });
});

test('whoever is named names others, who see the register at once; twice is once', async () => {
  expect(await ask(second, '', second.staffCode)).toMatchObject(notThere);
  const requestId = randomUUID();
  expect((await ask(named, '', second.staffCode, requestId)).status).toBe(204);
  expect((await ask(named, '', second.staffCode, requestId)).status).toBe(204);
  expect((await ask(named, '', second.staffCode)).status).toBe(204);
  expect(await names(second)).toEqual([named.staffCode, second.staffCode]);
  expect(await registersOf(second)).toContain('avertizari');
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM events WHERE type = 'register.member-added'`.execute(database.db);
  expect(rows).toEqual([{ n: 1 }]);
});

test('to the administrator the register, its members and its doors are not there', async () => {
  expect(await administrator.request('GET', at)).toMatchObject(notThere);
  expect(await ask(administrator, '', administrator.staffCode)).toMatchObject(notThere);
  expect(await ask(administrator, '/removal', named.staffCode)).toMatchObject(notThere);
});

test('a register that is not confidential names nobody', async () => {
  const path = '/api/v1/registers/general/members';
  expect(await named.request('GET', path)).toMatchObject(notThere);
  const body = { requestId: randomUUID(), staffCode: second.staffCode };
  expect(await named.request('POST', path, body)).toMatchObject(notThere);
});

test('nobody who does not work here is named', async () => {
  expect(await ask(named, '', 'nimeni')).toMatchObject({
    status: 404,
    body: { code: 'identity.staff-not-found' },
  });
});

test('whoever is named no more sees nothing of it from then on', async () => {
  expect((await ask(second, '/removal', named.staffCode)).status).toBe(204);
  expect(await named.request('GET', at)).toMatchObject(notThere);
  expect(await registersOf(named)).not.toContain('avertizari');
  expect(await names(second)).toEqual([second.staffCode]);
});

test('of two who take each other’s name back at once one stays', async () => {
  const third = await server.aCaller(['registrar']);
  expect((await ask(second, '', third.staffCode)).status).toBe(204);
  const [one, other] = await Promise.all([
    ask(second, '/removal', third.staffCode),
    ask(third, '/removal', second.staffCode),
  ]);
  expect([one.status, other.status]).toContain(204);
  const { rows } = await sql`SELECT staff_id FROM register_members`.execute(database.db);
  expect(rows).toHaveLength(1);
});
