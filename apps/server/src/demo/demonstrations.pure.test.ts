import { expect, test } from 'vitest';
import { OrganisationPlan } from '../modules/organisation/index.ts';
import { dasDemonstration } from './das.ts';
import { listSubjects } from './demo-subjects.ts';
import type { Demonstration } from './demonstration.ts';
import { dgaspcDemonstration } from './dgaspc.ts';
import { townHallDemonstration } from './town-hall.ts';

const demonstrations: readonly (readonly [string, Demonstration])[] = [
  ['the town hall', townHallDemonstration],
  ['the DGASPC', dgaspcDemonstration],
  ['the DAS', dasDemonstration],
];

test.each(demonstrations)(
  '%s names only what it has, and every post has a seat for its people',
  (_, { plan, ...rest }) => {
    const {
      units = [],
      offices = [],
      positions = [],
      staff = [],
      categories = [],
      nomenclature = [],
    } = OrganisationPlan.parse(plan);
    const known = new Set(units.map((unit) => unit.code));
    const named = [
      ...categories.flatMap((category) => category.unit ?? []),
      ...nomenclature.flatMap((file) => file.unit ?? []),
      ...staff.flatMap((person) => person.position?.unit ?? []),
      ...rest.accounts.flatMap(({ grants }) => grants.flatMap(([, unit]) => unit ?? [])),
      ...rest.routes,
      rest.desk,
    ];
    expect(named.filter((code) => !known.has(code))).toEqual([]);
    expect(known.size).toBe(units.length);
    expect(new Set(units.map((unit) => unit.shortName)).size).toBe(units.length);
    expect(staff.filter((person) => !offices.some((office) => office.code === person.office))).toEqual([]);
    const people = new Set(staff.map((person) => person.code));
    expect(people.size).toBe(staff.length);
    const owners = [...rest.accounts, ...rest.silentAccounts].map((account) => account.staff);
    const absent = rest.absences.flatMap((absence) => [absence.absent, absence.substitute]);
    expect([...owners, ...absent].filter((code) => !people.has(code))).toEqual([]);
    for (const post of positions) {
      const taken = staff.filter(
        ({ position }) => position?.unit === post.unit && position.name === post.name,
      );
      expect(taken.length, `${post.unit}/${post.name}`).toBeLessThanOrEqual(post.seats);
    }
    const codes = new Set(categories.map((category) => category.code));
    for (const category of rest.vocabulary.categories) {
      expect(codes.has(category), category).toBe(true);
      expect(listSubjects(category).length, category).toBeGreaterThan(6);
    }
  },
);

test('the DAS has its whole tree: four floors under the director general, three deputies, every centre', () => {
  const parents = new Map((dasDemonstration.plan.units ?? []).map((unit) => [unit.code, unit.parent]));
  const depth = (code: string): number => {
    const parent = parents.get(code);
    return parent ? 1 + depth(parent) : 0;
  };
  expect(parents.size).toBeGreaterThan(55);
  expect(Math.max(...[...parents.keys()].map(depth))).toBeGreaterThanOrEqual(4);
});
