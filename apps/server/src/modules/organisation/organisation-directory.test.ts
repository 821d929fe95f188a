import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anOrganisation } from '../../../test/an-organisation.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { importOrganisation } from './import-organisation.ts';
import { organisationDirectory } from './organisation-directory.ts';
import { noUnitFiles } from './unit-closings.ts';

const { db, owner } = await aDatabase();
const clock = { now: () => new Date('2026-06-29T06:41:00Z') };
let elapsed = 0;
const directory = organisationDirectory(db, { clock, keepMs: 3_000, elapsedMs: () => elapsed });
const plan = anOrganisation();

test('says that the institution is not there yet, and sees it once it is', async () => {
  await expect(directory.institution()).rejects.toMatchObject({ code: 'organisation.not-initialised' });
  await importOrganisation({ db, clock, unitFiles: noUnitFiles }, plan);
  expect((await directory.institution()).name).toBe('Primăria Comunei Valea Mică');
  expect((await directory.findUnit('juridic'))?.shortName).toBe('Juridic');
  expect((await directory.findCategory('petitie'))?.unitCode).toBe('juridic');
  expect((await directory.findNomenclatureItem('I-01'))?.retentionYears).toBe(5);
});

test('finds a new code at once, and a changed name after its few seconds', async () => {
  const units = plan.units.map((unit) => (unit.code === 'juridic' ? { ...unit, shortName: 'Legal' } : unit));
  await directory.findUnit('juridic');
  await importOrganisation({ db, clock, unitFiles: noUnitFiles }, { ...plan, units });
  expect((await directory.findUnit('juridic'))?.shortName).toBe('Juridic');
  await importOrganisation(
    { db, clock, unitFiles: noUnitFiles },
    anOrganisation({ units: [...units, { code: 'nou', parent: 'primar', name: 'Nou', shortName: 'Nou' }] }),
  );
  expect((await directory.findUnit('nou'))?.name).toBe('Nou');
  await sql`UPDATE units SET short_name = 'Contestații' WHERE code = 'contencios'`.execute(db);
  expect((await directory.findUnit('contencios'))?.shortName).toBe('Contencios');
  elapsed += 3_000;
  expect((await directory.findUnit('contencios'))?.shortName).toBe('Contestații');
});

test('a reading that began before `forget` is not kept', async () => {
  elapsed += 3_000;
  const early = directory.findUnit('primar');
  directory.forget();
  await early;
  await sql`UPDATE units SET short_name = 'Primarul' WHERE code = 'primar'`.execute(db);
  expect((await directory.findUnit('primar'))?.shortName).toBe('Primarul');
});

test('a closed unit receives nothing more, and old rows still find it', async () => {
  const unit = await directory.findUnit('nou');
  await sql`UPDATE units SET closed_on = '2026-06-29' WHERE code = 'nou'`.execute(owner);
  directory.forget();
  expect(await directory.findUnit('nou')).toBeUndefined();
  expect(await directory.findUnitById(unit?.id ?? '')).toMatchObject({ code: 'nou', closedOn: '2026-06-29' });
});

test('answers many askers at once with one reading', async () => {
  elapsed += 3_000;
  const found = await Promise.all(Array.from({ length: 200 }, () => directory.findUnit('juridic')));
  expect(new Set(found).size).toBe(1);
});
