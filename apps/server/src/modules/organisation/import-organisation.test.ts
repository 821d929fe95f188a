import type { OrganisationPlanInput } from '@opis/contracts';
import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anOrganisation } from '../../../test/an-organisation.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { listCategories, listNomenclature, listOffices } from './classification-views.ts';
import { importOrganisation } from './import-organisation.ts';
import { getInstitution } from './institution.ts';
import { noUnitFiles } from './unit-closings.ts';
import { listUnits } from './unit-views.ts';

const { db } = await aDatabase();
const on = (day: string) => ({
  ...{ db, unitFiles: noUnitFiles },
  clock: { now: () => new Date(`${day}T09:00:00Z`) },
});
const refusal = (changes: Partial<OrganisationPlanInput>) =>
  importOrganisation(on('2026-06-01'), anOrganisation(changes)).then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof AppError ? [error.code, error.fields.map((field) => field.path)] : error,
  );

test('writes a described institution, with the tree in its order', async () => {
  await importOrganisation(on('2026-01-05'), anOrganisation());
  expect(await getInstitution(db)).toMatchObject({
    shortName: 'Primăria Valea Mică',
    demonstrationPassword: null,
  });
  expect((await listUnits(db, '2026-01-05')).map(({ code, depth }) => [code, depth])).toEqual([
    ['primar', 0],
    ['registratura', 1],
    ['juridic', 1],
    ['contencios', 2],
  ]);
  expect((await listOffices(db, '2026-01-05')).map((office) => office.code)).toEqual(['sediu']);
  expect(await listCategories(db, '2026-01-05')).toEqual([
    {
      code: 'petitie',
      name: 'Petiție',
      unitCode: 'juridic',
      subRegister: 'petitii',
      nomenclatureCode: 'I-01',
    },
  ]);
});

test('changes what is there by code and keeps its identity', async () => {
  const before = (await listUnits(db, '2026-01-05')).find((unit) => unit.code === 'contencios');
  const plan = anOrganisation();
  const units = plan.units.map((unit) =>
    unit.code === 'contencios' ? { ...unit, parent: 'registratura' } : unit,
  );
  await importOrganisation(on('2026-01-06'), { ...plan, units });
  const after = (await listUnits(db, '2026-01-06')).map(({ code, depth, id }) => ({ code, depth, id }));
  expect(after.map((unit) => unit.code)).toEqual(['primar', 'registratura', 'contencios', 'juridic']);
  expect(after[2]).toEqual({ code: 'contencios', depth: 2, id: before?.id });
});

test('a changed row of the nomenclature is a new version; the old term stays readable on its days', async () => {
  const item = { code: 'I-01', title: 'Corespondență', unit: 'registratura', retention: '10 C.S.' };
  await importOrganisation(on('2026-03-01'), anOrganisation({ nomenclature: [item] }));
  expect(await listNomenclature(db, '2026-02-28')).toMatchObject([{ retentionYears: 5, reexamined: false }]);
  expect(await listNomenclature(db, '2026-03-01')).toMatchObject([{ retentionYears: 10, reexamined: true }]);
  await importOrganisation(on('2026-03-01'), anOrganisation({ nomenclature: [{ ...item, retention: 'P' }] }));
  expect(await listNomenclature(db, '2026-03-01')).toMatchObject([
    { retentionYears: null, reexamined: false },
  ]);
  await importOrganisation(on('2026-04-01'), anOrganisation({ nomenclature: [{ ...item, retention: 'P' }] }));
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM nomenclature`.execute(db);
  expect(rows).toEqual([{ n: 2 }]);
});

test('refuses a code that names nothing, with the place of each, and writes nothing', async () => {
  const categories = [
    { code: 'altele', name: 'Altele', unit: 'nicaieri', subRegister: null, nomenclatureCode: 'IX-99' },
  ];
  const units = [{ code: 'nou', parent: 'inexistent', name: 'Nou', shortName: 'Nou' }];
  expect(await refusal({ units, positions: [], staff: [], categories })).toEqual([
    'organisation.unknown-code',
    ['units.0.parent', 'categories.0.unit', 'categories.0.nomenclatureCode'],
  ]);
  expect((await listUnits(db, '2026-06-01')).map((unit) => unit.code)).not.toContain('nou');
});

test('refuses the same code twice', async () => {
  const office = { code: 'sediu', name: 'Sediu', address: 'Str. Gării nr. 2' };
  expect(await refusal({ offices: [office, office] })).toEqual([
    'organisation.code-repeated',
    ['offices.1.code'],
  ]);
});

test('refuses a post that leads and has more than one seat', async () => {
  const head = { unit: 'juridic', name: 'Șef adjunct', leads: true, seats: 2 };
  expect(await refusal({ positions: [head] })).toEqual(['organisation.one-leader', ['positions.0.seats']]);
});

test('refuses units that would stand under themselves', async () => {
  const units = [
    { code: 'juridic', parent: 'contencios', name: 'Serviciul Juridic', shortName: 'Juridic' },
    { code: 'contencios', parent: 'juridic', name: 'Contencios', shortName: 'Contencios' },
  ];
  expect(await refusal({ units })).toEqual(['organisation.unit-cycle', []]);
  expect(await refusal({ units: [{ code: 'a', parent: 'a', name: 'A', shortName: 'A' }] })).toEqual([
    'organisation.unit-cycle',
    [],
  ]);
});
