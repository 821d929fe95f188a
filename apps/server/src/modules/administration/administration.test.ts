import { randomUUID } from 'node:crypto';
import type {
  AccountRights,
  AdministeredAccount,
  AdministrationAct,
  ImportPreview,
  OrganisationView,
  PasswordLink,
} from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const server = await aServer(database);
let admin: Caller;
let other: Caller;
beforeAll(async () => {
  admin = await server.aCaller(['administrator']);
  other = await server.aCaller(['registrar']);
});

const at = '/api/v1/administration';
const get = async <T>(path: string, caller = admin): Promise<T> =>
  (await caller.request('GET', at + path)).body;
const post = (path: string, body: object, caller = admin) =>
  caller.request('POST', at + path, { requestId: randomUUID(), ...body });
const view = () => get<OrganisationView>('/organisation');
const acts = async () => (await get<{ items: AdministrationAct[] }>('/acts')).items;
const unit = async (code: string) => (await view()).plan.units.find((row) => row.code === code) ?? null;
const aUnit = (code: string, changes: object = {}) => ({
  code,
  parent: 'primar',
  name: `Serviciul ${code}`,
  shortName: code,
  closedOn: null,
  successor: null,
  ...changes,
});
const edit = (list: string, before: object | null, after: object | null) =>
  post('/changes', { edits: [{ list, before, after }] });

test('an edit is an act with before and after, an event, and goes back as one act', async () => {
  expect((await edit('units', null, aUnit('parcuri'))).status).toBe(204);
  const before = await unit('parcuri');
  const after = { ...before, name: 'Serviciul Parcuri și Grădini' };
  expect((await edit('units', before, after)).status).toBe(204);
  const [renaming] = await acts();
  expect(renaming).toMatchObject({
    kind: 'changed',
    revertible: true,
    changes: [{ list: 'units', key: 'parcuri', before, after }],
  });
  expect(renaming?.by).toMatch(/^Persida Cucuruz/);
  const { rows } = await sql`SELECT data FROM events WHERE subject_id = ${renaming?.id}`.execute(database.db);
  expect(rows).toEqual([{ data: { kind: 'changed', changes: 1 } }]);
  expect((await post(`/acts/${renaming?.id}/revert`, {})).status).toBe(200);
  expect(await unit('parcuri')).toEqual(before);
  expect((await acts())[0]).toMatchObject({ kind: 'reverted', reverts: renaming?.id, revertible: false });
  expect((await post(`/acts/${renaming?.id}/revert`, {})).body).toMatchObject({
    code: 'organisation.act-reverted',
  });
});

test('what was built upon is not reversed, and the refusal says what', async () => {
  await edit('units', null, aUnit('salubrizare'));
  const [adding] = await acts();
  await edit('units', null, aUnit('ecarisaj', { parent: 'salubrizare' }));
  expect(await post(`/acts/${adding?.id}/revert`, {})).toMatchObject({
    status: 409,
    body: { code: 'organisation.act-built-upon', conflict: { items: [{ list: 'units' }] } },
  });
  const below = (await acts())[0];
  expect((await post(`/acts/${below?.id}/revert`, {})).status).toBe(200);
  expect((await post(`/acts/${adding?.id}/revert`, {})).status).toBe(200);
  expect(await unit('salubrizare')).toBeNull();
  await edit('units', null, aUnit('spatii'));
  const [first] = await acts();
  const row = await unit('spatii');
  await edit('units', row, { ...row, name: 'Altfel' });
  expect((await post(`/acts/${first?.id}/revert`, {})).body).toMatchObject({
    code: 'organisation.act-built-upon',
    conflict: { items: [{ list: 'units', key: 'spatii', current: { name: 'Altfel' } }] },
  });
});

test('of two who change the same row the second is shown how it is now', async () => {
  const row = await unit('contencios');
  await edit('units', row, { ...row, name: 'Contencios administrativ' });
  expect(await edit('units', row, { ...row, name: 'Litigii' })).toMatchObject({
    status: 409,
    body: {
      code: 'organisation.changed-meanwhile',
      conflict: { current: { name: 'Contencios administrativ' } },
    },
  });
});

test('repeating a request changes nothing twice', async () => {
  const body = { requestId: randomUUID(), edits: [{ list: 'units', before: null, after: aUnit('o-data') }] };
  const once = await admin.request('POST', `${at}/changes`, body);
  const twice = await admin.request('POST', `${at}/changes`, body);
  expect([once.status, twice.status]).toEqual([204, 204]);
  expect((await acts()).filter((act) => act.changes[0]?.key === 'o-data')).toHaveLength(1);
});

test('refuses a post that leads and has more than one seat, at the field', async () => {
  const post = { unit: 'juridic', name: 'Șef adjunct', leads: true, seats: 693 };
  expect(await edit('positions', null, post)).toMatchObject({
    status: 422,
    body: { code: 'organisation.one-leader' },
  });
});

test.each([
  ['a parent that is not there', aUnit('x', { parent: 'nicaieri' }), 'organisation.unknown-code'],
  ['a successor of an open unit', aUnit('x', { successor: 'juridic' }), 'organisation.successor-of-open'],
  ['a code with spaces', aUnit('cu spații'), 'request.invalid'],
  ['a name of NUL', aUnit('x', { name: 'a\0b' }), 'request.invalid'],
  ['an unknown field', aUnit('x', { secret: 1 }), 'request.invalid'],
])('refuses %s and keeps nothing', async (_, row, code) => {
  expect(await edit('units', null, row)).toMatchObject({ status: 422, body: { code } });
  expect(await unit('x')).toBeNull();
});

test('a unit cannot be closed over an open one, nor stand under itself', async () => {
  const juridic = await unit('juridic');
  const closing = await edit('units', juridic, { ...juridic, closedOn: '2026-01-01' });
  expect(closing).toMatchObject({ status: 409, body: { code: 'organisation.unit-not-empty' } });
  const under = await edit('units', juridic, { ...juridic, parent: 'contencios' });
  expect(under).toMatchObject({ status: 422, body: { code: 'organisation.unit-cycle' } });
});

test('opens an account whose person chooses the password by a link that works once', async () => {
  const person = {
    code: 'ilie-nou',
    givenName: 'Ilie',
    familyName: 'Nou',
    title: 'inspector',
    position: null,
    office: null,
    activeFrom: '2020-01-01',
    activeTo: null,
  };
  await edit('staff', null, person);
  const { status, body } = await post('/accounts', { staffCode: 'ilie-nou', username: 'ilie' });
  expect(status).toBe(201);
  const { link, accountId } = body as PasswordLink;
  const [address, secret] = link.split('#');
  expect(address).toBe('https://valea-mica.example/parola');
  const use = (password: string, given = secret) =>
    server.inject({ method: 'POST', url: '/api/v1/password', payload: { secret: given, password } });
  expect((await use('scurtă')).body).toMatchObject({ code: 'identity.password-too-short' });
  expect((await use('o parolă destul de lungă', 'x'.repeat(43))).status).toBe(404);
  expect((await use('o parolă destul de lungă')).status).toBe(204);
  expect((await use('altă parolă destul de lungă')).body).toMatchObject({ code: 'identity.link-expired' });
  const signIn = { username: 'ilie', password: 'o parolă destul de lungă' };
  expect((await server.inject({ method: 'POST', url: '/api/v1/session', payload: signIn })).status).toBe(200);
  const reset = (await post(`/accounts/${accountId}/password`, {})).body as PasswordLink;
  const again = (await post(`/accounts/${accountId}/password`, {})).body as PasswordLink;
  expect((await use('cu linkul înlocuit 1', reset.link.split('#')[1])).status).toBe(404);
  expect((await use('cu linkul cel bun 1', again.link.split('#')[1])).status).toBe(204);
  const { rows } = await sql<{
    all: string;
  }>`SELECT jsonb_agg(administration_changes)::text AS all FROM administration_changes`.execute(database.db);
  expect(rows[0]?.all).not.toContain(secret);
});

test('tells for each permission the role, the unit, who gave it, and whose it is', async () => {
  const { items } = await get<{ items: AdministeredAccount[] }>('/accounts');
  const target = items.find((account) => account.username === other.username);
  const path = `/accounts/${target?.id}`;
  expect((await post(`${path}/grants`, { role: 'director', unit: 'juridic' })).status).toBe(204);
  const rights = await get<AccountRights>(path);
  const route = rights.permissions.find(({ permission }) => permission === 'entry.route');
  expect(route?.sources).toMatchObject([
    {
      role: 'director',
      unit: 'juridic',
      unitName: 'Serviciul Juridic',
      grantedBy: expect.stringMatching(/^Persida/),
    },
    { role: 'registrar', unit: null, grantedBy: null, standingInFor: null },
  ]);
  expect(rights.files).toMatchObject([{ role: 'director', unit: 'juridic', reach: 'subtree' }]);
  const [granting] = await acts();
  expect(granting).toMatchObject({ kind: 'role-granted', changes: [{ list: 'grants' }] });
  expect((await post(`/acts/${granting?.id}/revert`, {})).status).toBe(200);
  expect((await get<AccountRights>(path)).files).toEqual([]);
});

test('the last administrator stays one, and nobody closes their own account', async () => {
  const { items } = await get<{ items: AdministeredAccount[] }>('/accounts');
  const self = items.find((account) => account.username === admin.username)?.id;
  const taking = await post(`/accounts/${self}/grants/withdrawal`, { role: 'administrator', unit: null });
  expect(taking).toMatchObject({ status: 409, body: { code: 'identity.last-administrator' } });
  expect((await post(`/accounts/${self}/closing`, {})).body).toMatchObject({ code: 'identity.own-account' });
});

test('closing an account is an act, and going back opens it with its roles', async () => {
  const { items } = await get<{ items: AdministeredAccount[] }>('/accounts');
  const id = items.find((account) => account.username === other.username)?.id;
  expect((await post(`/accounts/${id}/closing`, {})).status).toBe(204);
  expect((await other.request('GET', '/api/v1/session')).status).toBe(401);
  const [closing] = await acts();
  expect((await post(`/acts/${closing?.id}/revert`, {})).status).toBe(200);
  expect((await other.request('GET', '/api/v1/session')).body).toMatchObject({ roles: ['registrar'] });
});

test('a file is shown line by line before it changes anything, and only what was shown is done', async () => {
  const content = (text: string) => ({
    name: 'structura.yaml',
    content: Buffer.from(text).toString('base64'),
  });
  const wrong = await post('/import/preview', {
    ...content('units:\n  - code: a b\n'),
    requestId: undefined,
  });
  expect((wrong.body as ImportPreview).mistakes[0]).toMatchObject({
    line: 2,
    column: 11,
    detail: 'Valoarea nu este corectă.',
  });
  const file = content('units:\n  - { code: turism, parent: primar, name: Turism, shortName: Turism }\n');
  const seen = (await post('/import/preview', { ...file, requestId: undefined })).body as ImportPreview;
  expect(seen.changes).toMatchObject([{ list: 'units', key: 'turism', before: null }]);
  expect((await post('/import', { ...file, digest: '0'.repeat(64) })).body).toMatchObject({
    code: 'organisation.preview-outdated',
  });
  expect(await unit('turism')).toBeNull();
  expect((await post('/import', { ...file, digest: seen.digest })).status).toBe(204);
  expect(await unit('turism')).toMatchObject({ name: 'Turism' });
  const { response } = await server.inject({
    method: 'GET',
    url: `${at}/export?format=csv`,
    headers: { authorization: `Bearer ${admin.token}` },
  });
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(response.body).toContain('structură;turism;Turism');
});

test('a register gets code and letter from the server, and one that is hidden betrays itself by neither', async () => {
  const { createRegister } = await import('../registry/index.ts');
  const names = 'ABCDEFGHIJKLMNOPQRSTUVWX'
    .split('')
    .filter((letter) => letter !== 'G' && letter !== 'K' && letter !== 'M');
  for (const labelCode of names)
    await createRegister(
      { db: database.db, now: new Date() },
      { accountId: null },
      { code: `ascuns-${labelCode.toLowerCase()}`, name: 'Ascuns', labelCode, kind: 'confidential' },
    );
  expect((await post('/registers', { name: 'Ascuns', unit: null })).status).toBe(204);
  expect((await post('/registers', { name: 'Ascuns', unit: 'juridic' })).status).toBe(204);
  const { items } = await get<{ items: { code: string }[] }>('/registers');
  expect(items.map((register) => register.code).sort()).toEqual(['ascuns-k', 'ascuns-m', 'general']);
  expect((await post('/registers/ascuns-a/sub-registers', { code: 'x', name: 'X' })).status).toBe(404);
  expect(
    (await post('/registers/general/sub-registers', { code: 'dispozitii', name: 'Dispoziții' })).status,
  ).toBe(204);
  expect((await post('/registers/general/sub-registers', { code: 'dispozitii', name: 'X' })).status).toBe(
    409,
  );
});
