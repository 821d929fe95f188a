import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { listSubtreeIds, listTreeUnits } from './unit-views.ts';

const { db, owner } = await aDatabase();

async function aUnit(code: string, parentId: string | null): Promise<string> {
  const id = newId();
  await sql`INSERT INTO units (id, parent_id, code, name, short_name, position)
            VALUES (${id}, ${parentId}, ${code}, ${code}, ${code}, 0)`.execute(db);
  return id;
}

const move = (id: string, parentId: string | null, as = db) =>
  sql`UPDATE units SET parent_id = ${parentId} WHERE id = ${id}`.execute(as);

test('the database refuses a unit under itself or under what is under it, from its owner too', async () => {
  const top = await aUnit('c-top', null);
  const middle = await aUnit('c-middle', top);
  const low = await aUnit('c-low', middle);
  await expect(move(top, low)).rejects.toMatchObject({ constraint: 'units_no_cycle' });
  await expect(move(top, low, owner)).rejects.toMatchObject({ constraint: 'units_no_cycle' });
  await expect(move(middle, middle)).rejects.toMatchObject({ constraint: 'units_no_cycle' });
  await move(low, top);
});

test('two moves at once cannot close a circle between them', async () => {
  const left = await aUnit('d-left', null);
  const right = await aUnit('d-right', null);
  const outcomes = await Promise.allSettled([move(left, right), move(right, left)]);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
});

test('a unit cannot be deleted by the application: papers were assigned to it', async () => {
  await aUnit('e-kept', null);
  await expect(sql`DELETE FROM units WHERE code = 'e-kept'`.execute(db)).rejects.toThrow(/permission denied/);
});

test('a subtree is what brute force over the parents finds, and the list is in the order of the tree', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 1, maxLength: 25 }), async (picks) => {
      run += 1;
      const parents = new Map<string, string | null>();
      for (const [at, pick] of picks.entries()) {
        const parentId = [null, ...parents.keys()][pick % (at + 1)] ?? null;
        parents.set(await aUnit(`r${run}-${at}`, parentId), parentId);
      }
      const isUnder = (id: string | null, top: string): boolean =>
        id !== null && (id === top || isUnder(parents.get(id) ?? null, top));
      for (const top of parents.keys()) {
        const expected = [...parents.keys()].filter((id) => isUnder(id, top));
        expect((await listSubtreeIds(db, top)).sort()).toEqual(expected.sort());
      }
      const listed = (await listTreeUnits(db)).filter((unit) => parents.has(unit.id));
      expect(listed).toHaveLength(parents.size);
      const seen = new Set<string>();
      for (const unit of listed) {
        expect(unit.parentId === null || seen.has(unit.parentId)).toBe(true);
        seen.add(unit.id);
      }
    }),
    { numRuns: 15 },
  );
});
