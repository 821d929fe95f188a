import type { Unit } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A unit with the first day on which it no longer receives papers; null while it does. */
export type TreeUnit = Unit & { closedOn: string | null };

type UnitRow = {
  id: string;
  code: string;
  name: string;
  short_name: string;
  parent_id: string | null;
  depth: number;
  closed_on: string | null;
};

const toTreeUnit = (row: UnitRow): TreeUnit => ({
  id: row.id,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  parentId: row.parent_id,
  depth: row.depth,
  closedOn: row.closed_on,
});

/** Every unit, closed ones too, in the order of the tree. */
export async function listTreeUnits(db: Db | Tx): Promise<TreeUnit[]> {
  const { rows } = await sql<UnitRow>`
    WITH RECURSIVE tree AS (
      SELECT units.id, units.parent_id, units.code, units.name, units.short_name, units.closed_on, 0 AS depth,
             ARRAY[lpad(units.position::text, 9, '0') || units.code] AS path
      FROM units WHERE units.parent_id IS NULL
      UNION ALL
      SELECT units.id, units.parent_id, units.code, units.name, units.short_name, units.closed_on, tree.depth + 1,
             tree.path || (lpad(units.position::text, 9, '0') || units.code)
      FROM tree JOIN units ON units.parent_id = tree.id
    )
    SELECT tree.id, tree.parent_id, tree.code, tree.name, tree.short_name, tree.closed_on, tree.depth
    FROM tree ORDER BY tree.path COLLATE "C"
  `.execute(db);
  return rows.map(toTreeUnit);
}

/** True while the unit receives papers, on a plain date of Europe/Bucharest. */
export function isOpen(unit: TreeUnit, today: string): boolean {
  return unit.closedOn === null || unit.closedOn > today;
}

/** The units that receive papers on this day, in the order of the tree. */
export async function listUnits(db: Db | Tx, today: string): Promise<Unit[]> {
  return (await listTreeUnits(db)).filter((unit) => isOpen(unit, today));
}

/** The unit and everything under it, closed ones too; empty when there is no such unit. */
export async function listSubtreeIds(db: Db | Tx, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE subtree AS (
      SELECT units.id FROM units WHERE units.id = ${unitId}
      UNION ALL
      SELECT units.id FROM subtree JOIN units ON units.parent_id = subtree.id
    )
    SELECT subtree.id FROM subtree
  `.execute(db);
  return rows.map((row) => row.id);
}
