import { OrganisationPlan, type OrganisationPlanInput } from '@opis/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDatabase } from '../../../test/test-database.ts';
import { exportOrganisation } from './export-organisation.ts';
import { importOrganisation, previewImport } from './import-organisation.ts';
import { readPlanFile } from './plan-file.ts';
import { noUnitFiles } from './unit-closings.ts';

/** Words with everything that files trip over: quotes, separators, what looks like a number, a formula, a yes. */
const text = fc
  .string({
    unit: fc.constantFrom(...'aăâîșțĂȘ09 ;,:#"\'-=+@&*!%|>{}[]~?.\\/`„”'),
    minLength: 1,
    maxLength: 30,
  })
  .map((words) => words.trim() || 'x');
const hardText = fc.oneof(
  text,
  fc.constantFrom('544', 'da', 'no', 'null', '~', '=1+1', "'=1", "''-x", '2026-01-01', '0x1F', '1e3'),
);
const day = fc
  .integer({ min: 0, max: 3000 })
  .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
const codes = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/), { minLength: 1, maxLength: 12 });

const plans: fc.Arbitrary<OrganisationPlan> = fc
  .record({
    units: codes,
    offices: codes,
    staff: codes,
    categories: codes,
    files: codes,
    days: fc.uniqueArray(day, { maxLength: 4 }),
    picks: fc.infiniteStream(fc.nat()),
    words: fc.infiniteStream(hardText),
    days2: fc.infiniteStream(day),
  })
  .map(({ units, offices, staff, categories, files, days, picks, words, days2 }) => {
    const next = () => picks.next().value ?? 0;
    const word = () => words.next().value ?? 'x';
    const aDay = () => days2.next().value ?? '2024-01-01';
    const oneOf = (list: readonly string[]) => list[next() % list.length] ?? null;
    const maybe = <T>(value: T): T | null => (next() % 2 === 0 ? value : null);
    const closed = aDay();
    const positions = units.map((unit) => ({ unit, name: word(), leads: next() % 2 === 0, seats: 1 }));
    const plan: OrganisationPlanInput = {
      institution: { name: word(), shortName: word(), phone: word() },
      offices: offices.map((code) => ({ code, name: word(), address: word(), closedOn: maybe(aDay()) })),
      // All close together or none, so that no open one stands under a closed one.
      units: units.map((code, at) => ({
        code,
        parent: at === 0 ? null : oneOf([...units.slice(0, at)]),
        name: word(),
        shortName: word(),
        closedOn: units.length % 3 === 0 ? closed : null,
        successor: units.length % 3 === 0 && at > 0 ? (units[0] ?? null) : null,
      })),
      positions,
      staff: staff.map((code) => {
        const post = positions[next() % positions.length];
        return {
          code,
          givenName: word(),
          familyName: word(),
          title: word(),
          position: post ? maybe({ unit: post.unit, name: post.name }) : null,
          office: maybe(oneOf(offices)),
          email: maybe(`${code.replaceAll('-', '')}@valea-mica.example`),
          activeFrom: '2020-01-01',
          activeTo: maybe('2030-01-01'),
        };
      }),
      nomenclature: files.map((code) => ({
        code,
        title: word(),
        unit: maybe(oneOf(units)),
        retention: ['P', '5', '10 C.S.'][next() % 3] ?? 'P',
      })),
      categories: categories.map((code) => ({
        code,
        name: word(),
        unit: maybe(oneOf(units)),
        subRegister: maybe('544'),
        nomenclatureCode: maybe(oneOf(files)),
        active: next() % 4 !== 0,
      })),
      daysOff: days.map((each) => ({
        day: each,
        kind: next() % 2 === 0 ? 'off' : 'worked',
        name: word(),
        act: word(),
      })),
    };
    return OrganisationPlan.parse(plan);
  });

const clock = { now: () => new Date('2026-03-02T09:00:00Z') };
const here = { clock, unitFiles: noUnitFiles, ...(await aDatabase()) };
const there = { clock, unitFiles: noUnitFiles, ...(await aDatabase()) };

test('whatever organisation is written out as YAML or CSV reads back as no change, and makes the same elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      await importOrganisation(here, plan, { complete: true });
      const yaml = await exportOrganisation(here.db, 'yaml');
      for (const format of ['yaml', 'csv'] as const) {
        const text = await exportOrganisation(here.db, format);
        const file = readPlanFile(`plan.${format}`, Buffer.from(text));
        expect((await previewImport(here, file.plan, { complete: true })).changes).toEqual([]);
        expect(await importOrganisation(here, file.plan)).toEqual([]);
        await importOrganisation(there, file.plan, { complete: true });
        expect(await exportOrganisation(there.db, 'yaml')).toBe(yaml);
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
