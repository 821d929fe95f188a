import { type Kysely, sql } from 'kysely';
import { sha256 } from './crypto/canonical-hash.ts';
import { OperatorError } from './operator-error.ts';
import { startText } from './start-texts.ts';

type MigrationFile = { name: string; text: string };

/**
 * Throws when a file that was applied is no longer the one that was applied: the database would not be what the program
 * believes it is.
 */
export async function refuseChangedMigrations(
  db: Kysely<never>,
  files: readonly MigrationFile[],
): Promise<void> {
  if (!(await isKept(db))) return;
  const { rows } = await sql<{ name: string; sha256: Buffer }>`
    SELECT migration_files.name, migration_files.sha256 FROM migration_files
  `.execute(db);
  const kept = new Map(rows.map((row) => [row.name, row.sha256]));
  const changed = files.find(({ name, text }) => kept.get(name)?.equals(sha256(text)) === false);
  if (changed) throw new OperatorError(startText('database.migration-changed', { name: changed.name }));
}

/** Keeps the hash of each file that is applied now and was not kept before. */
export async function keepMigrationHashes(db: Kysely<never>, files: readonly MigrationFile[]): Promise<void> {
  if (!(await isKept(db))) return;
  for (const { name, text } of files) {
    await sql`
      INSERT INTO migration_files (name, sha256) VALUES (${name}, ${sha256(text)}) ON CONFLICT DO NOTHING
    `.execute(db);
  }
}

async function isKept(db: Kysely<never>): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`
    SELECT to_regclass('public.migration_files') IS NOT NULL AS kept
  `.execute(db);
  return rows[0]?.kept === true;
}
