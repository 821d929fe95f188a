import type pg from 'pg';

/** A table of the schema `public`, with the columns that are stored in it (no generated ones), in their order. */
export type CopiedTable = { name: string; columns: string[]; key: string[] };

/** Kept by the migrator itself, whose names the manifest has; and what only says which processes run. */
const leftOut = ['kysely_migration', 'kysely_migration_lock', 'migration_files', 'job_workers'];

/** Every table with rows of its own, by name. Partitions come with their parent. */
export async function listTables(client: pg.Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable>(tables, [leftOut]);
  return rows;
}

const tables = `
SELECT pg_class.relname AS name,
  ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
    AND attgenerated = '' ORDER BY attnum) AS columns,
  ARRAY(SELECT attname::text FROM pg_index CROSS JOIN unnest(indkey) WITH ORDINALITY AS part(attnum, place)
    JOIN pg_attribute ON attrelid = indrelid AND pg_attribute.attnum = part.attnum
    WHERE indrelid = pg_class.oid AND indisprimary ORDER BY part.place) AS key
FROM pg_class
WHERE pg_class.relnamespace = 'public'::regnamespace AND pg_class.relkind IN ('r', 'p')
  AND NOT pg_class.relispartition AND pg_class.relname <> ALL ($1)
ORDER BY pg_class.relname`;

/**
 * Takes all foreign keys away in the transaction of the client, so that tables that refer to each other can be filled in
 * any order. The result puts them back, which checks every row.
 */
export async function liftForeignKeys(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(foreignKeys);
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  };
}

// Those of partitions come and go with their parent's.
const foreignKeys = `
SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint
WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace
ORDER BY conrelid::regclass::text, conname`;
