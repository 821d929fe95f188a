import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';

/**
 * Brings the database at `ownerUrl` to the newest schema: every `.sql` file of `folder`, once, in the order of names,
 * all in one transaction. Returns the names applied now. Throws when a file that was applied is missing or comes
 * before one that was applied already.
 */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  const db = new Kysely<never>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 1 }) }),
  });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(folder) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

/** Names of the migrations in `folder`, in the order in which they run. */
export async function listMigrations(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  return files.map((name) => name.replace(/\.sql$/, '')).sort();
}

/** True while nothing was ever applied to the database at `ownerUrl`: it holds no data of ours. */
export async function isUntouched(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const table = await client.query("SELECT to_regclass('public.kysely_migration') IS NULL AS absent");
    if (table.rows[0]?.absent) return true;
    const applied = await client.query('SELECT count(*)::int AS count FROM kysely_migration');
    return applied.rows[0]?.count === 0;
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string) {
  const entries = (await listMigrations(folder)).map(async (name) => {
    const text = await readFile(join(folder, `${name}.sql`), 'utf8');
    return [
      name,
      {
        up: (db: Kysely<never>) =>
          sql
            .raw(text)
            .execute(db)
            .then(() => {}),
      },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
