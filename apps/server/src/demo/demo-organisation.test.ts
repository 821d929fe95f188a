import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aClock } from '../../test/a-clock.ts';
import { anIdentityServer, identityDeps } from '../../test/an-identity.ts';
import { aDatabase } from '../../test/test-database.ts';
import { resolveAccount } from '../modules/identity/index.ts';
import { listCategories, listNomenclature, listOffices, listUnits } from '../modules/organisation/index.ts';
import { demoPassword, seedOrganisation } from './demo-organisation.ts';

const { db } = await aDatabase();
const clock = aClock();
const deps = identityDeps(db, clock);
await seedOrganisation(deps);
const today = '2026-06-29';

test('the invented town hall has offices, a deep tree, a nomenclature and categories that name what is there', async () => {
  const units = await listUnits(db, today);
  expect(Math.max(...units.map((unit) => unit.depth))).toBeGreaterThanOrEqual(4);
  expect(units.length).toBeGreaterThan(50);
  expect(new Set(units.map((unit) => unit.shortName)).size).toBe(units.length);
  expect((await listOffices(db, today)).map((office) => office.code)).toContain('ghiseul-2');
  expect((await listNomenclature(db, today)).length).toBeGreaterThanOrEqual(40);
  expect((await listCategories(db, today))[0]).toEqual({
    code: 'petitie',
    name: 'Petiție',
    unitCode: 'registratura',
    subRegister: 'petitii',
    nomenclatureCode: 'I-14',
  });
});

test('the sign-in page shows every account, and each opens with the password shown', async () => {
  const app = await anIdentityServer(deps);
  const { demo, ...institution } = (await app.inject({ url: '/api/v1/public/institution' })).json();
  expect(institution).toMatchObject({
    name: 'Primăria Municipiului Lunca Albă',
    openingHours: 'luni–vineri 08:00–16:30',
    now: '2026-06-29T06:00:00.000Z',
  });
  expect(demo.password).toBe(demoPassword);
  expect(demo.accounts.map((account: { username: string }) => account.username)).toEqual([
    'registrator',
    'registrator2',
    'digital',
    'dispecer',
    'inspector',
    'sef',
    'director',
    'arhivar',
    'jurist',
    'auditor',
    'administrator',
  ]);
  expect(demo.accounts[0]).toEqual({
    username: 'registrator',
    displayName: 'Ioana Dragomirescu',
    title: 'registrator, ghișeul 2',
  });
  for (const { username } of demo.accounts) {
    const payload = { username, password: demo.password };
    const response = await app.inject({ method: 'POST', url: '/api/v1/session', payload });
    expect(response.statusCode).toBe(200);
  }
});

test('the director reads the files of the whole directorate, the head those of the service, the auditor none', async () => {
  const reads = async (username: string) => (await resolveAccount(deps, username))?.principals.length ?? 0;
  const under = (await listUnits(db, today)).filter((unit) => unit.code === 'asistenta-sociala');
  expect(under).toHaveLength(1);
  expect(await reads('director')).toBeGreaterThan(15);
  expect(await reads('sef')).toBe(4);
  expect(await reads('inspector')).toBe(2);
  for (const username of ['auditor', 'administrator', 'arhivar', 'registrator'])
    expect(await reads(username)).toBe(1);
});

test('no two people sit on one seat more than it has', async () => {
  const { rows } = await sql`
    SELECT FROM positions JOIN staff ON staff.position_id = positions.id
    GROUP BY positions.id HAVING count(*) > positions.seats
  `.execute(db);
  expect(rows).toEqual([]);
});
