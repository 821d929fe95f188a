import { randomUUID } from 'node:crypto';
import type {
  AdministrationAct,
  EntryDetail,
  OrganisationView,
  ReorganisationPreview,
} from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aRegistration } from '../../../test/a-registry.ts';
import { aServer } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const server = await aServer(database);
const admin = await server.aCaller(['administrator']);
const registrar = await server.aCaller(['registrar']);
const head = await server.aCaller(['head-of-unit'], 'registratura');
const at = '/api/v1/administration';
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });
const asked = { unit: 'juridic', successor: 'registratura', closedOn: today };

async function anEntryAt(unit: string): Promise<EntryDetail> {
  const { register: _, ...body } = aRegistration({ unit, subject: `Lucrare ${randomUUID()}` });
  return (await registrar.request('POST', '/api/v1/registers/general/entries', body)).body;
}
const first = await anEntryAt('juridic');
for (let n = 0; n < 3; n++) await anEntryAt('juridic');

test('shows what points at the unit before anything moves', async () => {
  const preview = (await admin.request('POST', `${at}/reorganisations/preview`, asked))
    .body as ReorganisationPreview;
  expect(preview).toMatchObject({ openFiles: 4, units: 1, categories: 1, people: 0 });
});

test('hands open files over in one act; old rows keep the name of their time, and nothing receives into it again', async () => {
  const requestId = randomUUID();
  const { status, body } = await admin.request('POST', `${at}/reorganisations`, { requestId, ...asked });
  expect({ status, body }).toMatchObject({ status: 200, body: { handedOver: 4 } });
  const again = await admin.request('POST', `${at}/reorganisations`, { requestId, ...asked });
  expect(again.body).toMatchObject({ handedOver: 0 });
  const { plan } = (await admin.request('GET', `${at}/organisation`)).body as OrganisationView;
  expect(plan.units.find((unit) => unit.code === 'juridic')).toMatchObject({
    closedOn: today,
    successor: 'registratura',
  });
  expect(plan.units.find((unit) => unit.code === 'contencios')?.parent).toBe('registratura');
  expect(plan.categories[0]?.unit).toBe('registratura');
  const path = `/api/v1/registers/general/entries/${first.year}/${first.number}`;
  expect(((await registrar.request('GET', path)).body as EntryDetail).unit?.code).toBe('registratura');
  const { register: _, ...entry } = aRegistration({ unit: 'juridic' });
  const refused = await registrar.request('POST', '/api/v1/registers/general/entries', entry);
  expect(refused.status).toBe(422);
  const works = (await head.request('GET', '/api/v1/case-files?queue=unit')).body as { items: object[] };
  expect(works.items).toHaveLength(4);
  const acts = ((await admin.request('GET', `${at}/acts`)).body as { items: AdministrationAct[] }).items;
  expect(acts.slice(0, 2).map(({ kind }) => kind)).toEqual(['handed-over', 'reorganised']);
});

test('a renamed unit is called by its old name on the days before', async () => {
  const { db } = database;
  const { plan } = (await admin.request('GET', `${at}/organisation`)).body as OrganisationView;
  const before = plan.units.find((unit) => unit.code === 'contencios');
  const edits = [{ list: 'units', before, after: { ...before, shortName: 'Litigii' } }];
  await admin.request('POST', `${at}/changes`, { requestId: randomUUID(), edits });
  const { rows } = await sql<{ old: string; now: string }>`
    SELECT unit_short_name_on(units.id, ${today}::date - 1) AS old, unit_short_name_on(units.id, ${today}) AS now
    FROM units WHERE units.code = 'contencios'`.execute(db);
  expect(rows).toEqual([{ old: 'Contencios', now: 'Litigii' }]);
});

test.each([
  ['itself', { unit: 'registratura', successor: 'registratura' }, 'organisation.own-successor'],
  ['a unit under it', { unit: 'primar', successor: 'registratura' }, 'organisation.own-successor'],
  ['a closed unit', { unit: 'registratura', successor: 'juridic' }, 'organisation.closed-unit'],
  ['nothing', { unit: 'registratura', successor: 'nicaieri' }, 'organisation.unknown-code'],
  [
    'a day that has passed',
    { unit: 'contencios', successor: 'primar', closedOn: '2020-01-01' },
    'request.invalid',
  ],
])('refuses to hand a unit to %s', async (_, changes, code) => {
  const { body } = await admin.request('POST', `${at}/reorganisations`, {
    requestId: randomUUID(),
    ...asked,
    ...changes,
  });
  expect(body).toMatchObject({ code });
});
