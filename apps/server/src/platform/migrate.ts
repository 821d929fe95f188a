import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrateQueue } from './jobs/migrate-queue.ts';
import { keepMigrationHashes, refuseChangedMigrations } from './migration-hashes.ts';

/**
 * Brings the database at `ownerUrl` to the newest schema: the queue's own, then every `.sql` file of `folder`, once, in
 * the order of names, all in one transaction. Returns the names applied now. Throws when a file that was applied is missing or comes
 * before one that was applied already. `only`: the
 * names to apply, for a copy that was written by an older program.
 */
export async function migrate(
  ownerUrl: string,
  folder: string,
  options: { only?: readonly string[] } = {},
): Promise<string[]> {
  await migrateQueue(ownerUrl);
  const db = new Kysely<never>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 1 }) }),
  });
  try {
    const files = await readMigrationFiles(folder, options.only);
    await refuseChangedMigrations(db, files);
    const provider = { getMigrations: async () => toMigrations(files) };
    const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
    if (error) throw error;
    await keepMigrationHashes(db, files);
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

type MigrationFile = { name: string; text: string };

async function readMigrationFiles(
  folder: string,
  only: readonly string[] | undefined,
): Promise<MigrationFile[]> {
  const names = (await listMigrations(folder)).filter((name) => only?.includes(name) ?? true);
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, `${name}.sql`), 'utf8') })),
  );
}

function toMigrations(files: readonly MigrationFile[]) {
  const run = (text: string) => async (db: Kysely<never>) => {
    await sql.raw(text).execute(db);
  };
  return Object.fromEntries(files.map(({ name, text }) => [name, { up: run(text) }]));
}
