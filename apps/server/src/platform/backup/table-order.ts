import type pg from 'pg';

/** A table of the schema `public`, with the columns that are stored in it (no generated ones), in their order. */
export type CopiedTable = { name: string; columns: string[]; key: string[] };

/** Kept by the migrator itself, whose names the manifest has; and what only says which processes run. */
const migratorTables = ['kysely_migration', 'kysely_migration_lock', 'migration_files', 'job_workers'];

/**
 * Every table with rows of its own, those that others refer to first, so that loading them in this order breaks no
 * foreign key. Partitions come with their parent. Throws when tables refer to each other in a circle.
 */
export async function listTables(client: pg.Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable & { needs: string[] }>(statement, [migratorTables]);
  const ordered: CopiedTable[] = [];
  const waiting = new Map(rows.map((row) => [row.name, row]));
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter((row) => row.needs.every((other) => !waiting.has(other)));
    if (free.length === 0) throw new Error(`tables refer in a circle: ${[...waiting.keys()].join(', ')}`);
    for (const { name, columns, key } of free) {
      ordered.push({ name, columns, key });
      waiting.delete(name);
    }
  }
  return ordered;
}

const statement = `
SELECT pg_class.relname AS name,
  ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
    AND attgenerated = '' ORDER BY attnum) AS columns,
  ARRAY(SELECT attname::text FROM pg_index CROSS JOIN unnest(indkey) WITH ORDINALITY AS part(attnum, place)
    JOIN pg_attribute ON attrelid = indrelid AND pg_attribute.attnum = part.attnum
    WHERE indrelid = pg_class.oid AND indisprimary ORDER BY part.place) AS key,
  ARRAY(SELECT DISTINCT other.relname::text FROM pg_constraint JOIN pg_class AS other ON other.oid = confrelid
    WHERE conrelid = pg_class.oid AND contype = 'f' AND confrelid <> conrelid) AS needs
FROM pg_class
WHERE pg_class.relnamespace = 'public'::regnamespace AND pg_class.relkind IN ('r', 'p')
  AND NOT pg_class.relispartition AND pg_class.relname <> ALL ($1)
ORDER BY pg_class.relname`;
