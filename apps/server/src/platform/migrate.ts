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

async function readMigrations(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const entries = names.map(async (name) => {
    const text = await readFile(join(folder, name), 'utf8');
    return [name.replace(/\.sql$/, ''), { up: (db: Kysely<never>) => sql.raw(text).execute(db).then(() => {}) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
