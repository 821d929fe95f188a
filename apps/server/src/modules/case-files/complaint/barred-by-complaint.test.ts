import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../../test/test-database.ts';
import { newId } from '../../../platform/ids.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});

/** A made-up institution: of each unit the one above it, of each person where they work and whether they lead it. */
type Tree = {
  parents: readonly (number | null)[];
  people: readonly { unit: number; leads: boolean }[];
  /** Further units that people head by role. */
  heads: readonly { person: number; unit: number }[];
};

const trees: fc.Arbitrary<Tree> = fc.integer({ min: 1, max: 9 }).chain((units) =>
  fc.record({
    // A unit stands under one before it: no circle can be drawn.
    parents: fc.tuple(
      ...Array.from({ length: units }, (_, index) =>
        index === 0 ? fc.constant(null) : fc.option(fc.nat({ max: index - 1 }), { freq: 5 }),
      ),
    ),
    people: fc
      .array(fc.record({ unit: fc.nat({ max: units - 1 }), leads: fc.boolean() }), {
        minLength: 1,
        maxLength: 10,
      })
      // One head a unit.
      .map((all) =>
        all.map((person, index) => ({
          ...person,
          leads: person.leads && all.findIndex((each) => each.unit === person.unit && each.leads) === index,
        })),
      ),
    heads: fc.array(fc.record({ person: fc.nat({ max: 9 }), unit: fc.nat({ max: units - 1 }) }), {
      maxLength: 3,
    }),
  }),
);

/** The same rule, said again in the plainest way: who is under whom. */
function expected(tree: Tree, person: number | null, unit: number | null) {
  const heads = tree.heads.filter((head) => head.person < tree.people.length);
  const under = (one: number, top: number): boolean => {
    if (one === top) return true;
    const parent = tree.parents[one] ?? null;
    return parent !== null && under(parent, top);
  };
  const own = person === null ? undefined : tree.people[person];
  const led = [
    ...(own?.leads ? [own.unit] : []),
    ...heads.filter((head) => head.person === person).map((head) => head.unit),
    ...(unit === null ? [] : [unit]),
  ];
  const units = tree.parents.map((_, index) => index).filter((each) => led.some((top) => under(each, top)));
  const people = tree.people
    .map((_, index) => index)
    .filter(
      (index) =>
        index === person ||
        units.includes(tree.people[index]?.unit ?? -1) ||
        heads.some((head) => head.person === index && units.includes(head.unit)),
    );
  return { units, people };
}

test('bars whom it is about, what they lead and everybody under it, over any tree', async () => {
  await fc.assert(
    fc.asyncProperty(
      trees,
      fc.option(fc.nat({ max: 9 })),
      fc.option(fc.nat({ max: 8 })),
      async (tree, someone, some) => {
        const person = someone === null ? null : someone % tree.people.length;
        const unit = some === null ? null : some % tree.parents.length;
        const units = tree.parents.map(() => newId());
        const people = tree.people.map(() => newId());
        await database.db.transaction().execute(async (tx) => {
          for (const [index, parent] of tree.parents.entries()) {
            await sql`INSERT INTO units (id, parent_id, code, name, short_name, position)
            VALUES (${units[index]}, ${parent === null ? null : units[parent]}, ${`u${units[index]}`}, 'U', 'U', 1)`.execute(
              tx,
            );
          }
          for (const [index, each] of tree.people.entries()) {
            const position = newId();
            await sql`INSERT INTO positions (id, unit_id, name, leads, seats)
            VALUES (${position}, ${units[each.unit]}, ${position}, ${each.leads}, 1)`.execute(tx);
            await sql`INSERT INTO staff (id, code, given_name, family_name, title, position_id, active_from)
            VALUES (${people[index]}, ${`p${people[index]}`}, 'A', 'B', 'c', ${position}, '2020-01-01')`.execute(
              tx,
            );
            await sql`INSERT INTO accounts (id, username, staff_id, created_at)
            VALUES (${people[index]}, ${`p${people[index]}`}, ${people[index]}, '2020-01-01')`.execute(tx);
          }
          for (const head of new Map(
            tree.heads.map((each) => [`${each.person} ${each.unit}`, each]),
          ).values()) {
            if (head.person >= people.length) continue;
            await sql`INSERT INTO role_grants (id, account_id, role, unit_id, valid_from)
            VALUES (${newId()}, ${people[head.person]}, 'head-of-unit', ${units[head.unit]}, '2020-01-01')`.execute(
              tx,
            );
          }
        });
        const { rows } = await sql<{ ids: string[] }>`
        SELECT barred_by_complaint(${person === null ? null : people[person]}::uuid,
          ${unit === null ? null : units[unit]}::uuid, '2026-06-29', '2026-06-29T09:00:00Z') AS ids`.execute(
          database.db,
        );
        const rule = expected(tree, person, unit);
        const wanted = [...rule.units.map((at) => units[at]), ...rule.people.map((at) => people[at])];
        expect(rows[0]?.ids.toSorted()).toEqual(wanted.toSorted());
      },
    ),
    { numRuns: 60 },
  );
});
