import { randomUUID } from 'node:crypto';
import type { AdministrationAct, EntryDetail, ImportPreview, OrganisationView } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aRegistration } from '../../../test/a-registry.ts';
import { aServer } from '../../../test/a-server.ts';
import { handoverDeps } from '../../../test/behind-the-doors.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { systemClock, toLegalTime } from '../../platform/clock.ts';
import { carryOutHandovers } from './carry-out-handovers.ts';

const database = await aDatabase();
const server = await aServer(database);
const admin = await server.aCaller(['administrator']);
const registrar = await server.aCaller(['registrar']);
const at = '/api/v1/administration';
const dayMs = 24 * 3600 * 1000;
const onDay = (days: number) => toLegalTime(new Date(systemClock.now().getTime() + days * dayMs)).date;
const today = onDay(0);

const post = (path: string, body: object) =>
  admin.request('POST', at + path, { requestId: randomUUID(), ...body });
const view = async () => (await admin.request('GET', `${at}/organisation`)).body as OrganisationView;
const unit = async (code: string) => (await view()).plan.units.find((row) => row.code === code) ?? null;
const lastReorganisation = async (): Promise<AdministrationAct> => {
  const { items } = (await admin.request('GET', `${at}/acts`)).body as { items: AdministrationAct[] };
  const [act] = items.filter(({ kind }) => kind === 'reorganised');
  if (act === undefined) throw new Error('nothing was done');
  return act;
};

/** A unit with so many open files. */
async function aUnit(code: string, files: number): Promise<EntryDetail[]> {
  const after = { code, parent: 'primar', name: `Serviciul ${code}`, shortName: code };
  await post('/changes', {
    edits: [{ list: 'units', before: null, after: { ...after, closedOn: null, successor: null } }],
  });
  const entries: EntryDetail[] = [];
  for (let n = 0; n < files; n++) {
    const { register: _, ...body } = aRegistration({ unit: code, subject: `Lucrare ${randomUUID()}` });
    entries.push((await registrar.request('POST', '/api/v1/registers/general/entries', body)).body);
  }
  return entries;
}
async function close(code: string, changes: object) {
  const before = await unit(code);
  return post('/changes', { edits: [{ list: 'units', before, after: { ...before, ...changes } }] });
}
const filesOf = async (code: string) => {
  const { rows } = await sql<{ id: string }>`
    SELECT case_files.id FROM case_files JOIN units ON units.id = case_files.unit_id
    WHERE units.code = ${code} AND case_files.status <> 'closed'`.execute(database.db);
  return rows.length;
};
const column8 = async ({ year, number }: EntryDetail) => {
  const path = `/api/v1/registers/general/entries/${year}/${number}`;
  return ((await registrar.request('GET', path)).body as EntryDetail).unit?.code;
};
const aFile = (text: string, complete = false) => ({
  name: 'structura.yaml',
  content: Buffer.from(text).toString('base64'),
  complete,
});
const preview = async (file: object) =>
  (await admin.request('POST', `${at}/import/preview`, file)).body as ImportPreview;

test('an edit that closes a unit with open files asks who takes them over, and hands them over', async () => {
  const [entry] = await aUnit('mediu', 2);
  expect(await close('mediu', { closedOn: today })).toMatchObject({
    status: 422,
    body: {
      code: 'organisation.files-without-successor',
      fields: [{ path: 'edits.0.successor', code: 'organisation.files-without-successor' }],
    },
  });
  expect(await close('mediu', { closedOn: onDay(-1), successor: 'juridic' })).toMatchObject({
    body: { code: 'organisation.closed-in-past', fields: [{ path: 'edits.0.closedOn' }] },
  });
  expect((await close('mediu', { closedOn: today, successor: 'juridic' })).status).toBe(204);
  expect([await filesOf('mediu'), entry && (await column8(entry))]).toEqual([0, 'juridic']);
});

test('a unit is not added closed by hand', async () => {
  const after = {
    code: 'vechi',
    parent: 'primar',
    name: 'Vechi',
    shortName: 'Vechi',
    closedOn: onDay(-9),
    successor: null,
  };
  expect(await post('/changes', { edits: [{ list: 'units', before: null, after }] })).toMatchObject({
    body: { code: 'organisation.closed-in-past', fields: [{ path: 'edits.0.closedOn' }] },
  });
});

test('an import names in its line what lies open and who takes it over, and hands it over', async () => {
  await aUnit('sport', 3);
  const line = (rest: string) =>
    `units:\n  - { code: sport, parent: primar, name: Sport, shortName: Sport, closedOn: '${today}'${rest} }\n`;
  expect((await preview(aFile(line('')))).mistakes).toMatchObject([
    { line: 2, path: 'units.0.successor', detail: expect.stringContaining('numiți succesorul') },
  ]);
  const file = aFile(line(', successor: contencios'));
  const seen = await preview(file);
  expect(seen.closings).toEqual([{ unit: 'sport', closedOn: today, heir: 'contencios', openFiles: 3 }]);
  expect((await post('/import', { ...file, digest: seen.digest })).status).toBe(204);
  expect([await filesOf('sport'), await filesOf('contencios')]).toEqual([0, 3]);
});

test('a complete import does not leave out a unit with open files', async () => {
  await aUnit('cultura', 1);
  const { content } = aFile((await admin.request('GET', `${at}/export`)).body as string);
  const text = Buffer.from(content, 'base64').toString();
  const without = text.replace(/^ {2}- code: '?cultura'?\n(?: {4}.*\n)+/m, '');
  expect(without).not.toBe(text);
  expect((await preview(aFile(without, true))).mistakes).toMatchObject([
    { path: 'units.cultura', detail: expect.stringContaining('lipsește din fișier') },
  ]);
});

test('reversing a reorganisation gives back what nobody touched since, and names the rest', async () => {
  const [first, second] = await aUnit('transport', 3);
  if (first === undefined || second === undefined) throw new Error('two files are needed');
  const asked = { unit: 'transport', successor: 'juridic', closedOn: today };
  expect((await post('/reorganisations', asked)).body).toEqual({ handedOver: 3, on: today });
  const head = await server.aCaller(['head-of-unit'], 'juridic');
  const { items } = (await head.request('GET', '/api/v1/case-files?queue=unit')).body as {
    items: { id: string; number: number; version: number }[];
  };
  const touched = items.find(({ number }) => number === first.number);
  const act = { requestId: randomUUID(), version: touched?.version, outcome: 'filed', text: 'Rezolvată.' };
  expect((await head.request('POST', `/api/v1/case-files/${touched?.id}/close`, act)).status).toBe(200);
  const { id } = await lastReorganisation();
  const requestId = randomUUID();
  const reverted = await post(`/acts/${id}/revert`, { requestId });
  expect(reverted.body).toEqual({ givenBack: 2, touched: [first.registrationNumber] });
  expect((await post(`/acts/${id}/revert`, { requestId })).body).toEqual(reverted.body);
  expect([await filesOf('transport'), await column8(second), await column8(first)]).toEqual([
    2,
    'transport',
    'juridic',
  ]);
});

test('a closing that is reversed before its day hands nothing over', async () => {
  await aUnit('piete', 1);
  const asked = { unit: 'piete', successor: 'juridic', closedOn: onDay(1) };
  await post('/reorganisations', asked);
  expect((await post(`/acts/${(await lastReorganisation()).id}/revert`, {})).body).toEqual({
    givenBack: 0,
    touched: [],
  });
  const clock = { now: () => new Date(systemClock.now().getTime() + 2 * dayMs) };
  await carryOutHandovers(handoverDeps({ ...server.product, clock, trustHour: true }));
  expect(await filesOf('piete')).toBe(1);
});

test('roles that lead a closed unit, and files that nobody took over, are listed to be decided', async () => {
  await aUnit('cadastru', 0);
  const head = await server.aCaller(['head-of-unit'], 'cadastru');
  await post('/reorganisations', { unit: 'cadastru', successor: 'juridic', closedOn: today });
  const { undecided } = await view();
  expect(undecided.roles).toContainEqual(
    expect.objectContaining({ staffCode: head.staffCode, role: 'head-of-unit', unit: 'cadastru' }),
  );
});

test('a closing on a day to come hands over on that day, with the roles of those who work; who leads is decided by people', async () => {
  await aUnit('turism', 2);
  const handler = await server.aCaller(['case-handler'], 'turism');
  const head = await server.aCaller(['head-of-unit'], 'turism');
  const day = onDay(2);
  const asked = { unit: 'turism', successor: 'contencios', closedOn: day };
  expect((await admin.request('POST', `${at}/reorganisations/preview`, asked)).body).toMatchObject({
    roles: { follow: 1, decide: 1 },
  });
  expect((await post('/reorganisations', asked)).body).toEqual({ handedOver: 0, on: day });
  const onTheDay = { now: () => new Date(systemClock.now().getTime() + 2 * dayMs) };
  const tomorrow = { now: () => new Date(systemClock.now().getTime() + dayMs) };
  const tick = (clock: typeof onTheDay) =>
    carryOutHandovers(handoverDeps({ ...server.product, clock, trustHour: true }));
  expect(await tick(tomorrow)).toEqual({ handedOver: 0 });
  expect(await filesOf('turism')).toBe(2);
  const [one, other] = await Promise.all([tick(onTheDay), tick(onTheDay)]);
  expect(one.handedOver + other.handedOver).toBe(2);
  expect(await filesOf('turism')).toBe(0);
  const { rows } = await sql<{ username: string; unit: string }>`
    SELECT accounts.username, units.code AS unit FROM role_grants
    JOIN accounts ON accounts.id = role_grants.account_id JOIN units ON units.id = role_grants.unit_id
    WHERE role_grants.valid_to IS NULL AND accounts.username IN (${handler.username}, ${head.username})
    ORDER BY accounts.id`.execute(database.db);
  expect(rows).toEqual([
    { username: handler.username, unit: 'contencios' },
    { username: head.username, unit: 'turism' },
  ]);
  const acts = (await admin.request('GET', `${at}/acts`)).body as { items: AdministrationAct[] };
  expect(acts.items[0]).toMatchObject({ kind: 'handed-over', revertible: false });
  const { id } = await lastReorganisation();
  // By the clock of the server that day is still to come: the files go back when a later tick takes it up.
  const requestId = randomUUID();
  expect((await post(`/acts/${id}/revert`, { requestId })).status).toBe(503);
  await tick(onTheDay);
  expect((await post(`/acts/${id}/revert`, { requestId })).body).toEqual({ givenBack: 2, touched: [] });
  const { rows: back } = await sql<{ unit: string }>`
    SELECT units.code AS unit FROM role_grants JOIN units ON units.id = role_grants.unit_id
    JOIN accounts ON accounts.id = role_grants.account_id
    WHERE role_grants.valid_to IS NULL AND accounts.username = ${handler.username}`.execute(database.db);
  expect(back).toEqual([{ unit: 'turism' }]);
});
