import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { listMigrations } from '../migrate.ts';

/** One thing that must hold before this process may serve. */
export type ReadinessCheck = { name: 'database' | 'migrations' | 'privileges'; ok: boolean };

/**
 * `database`: it answers; `migrations`: all that the program brings were applied; `privileges`: the application's role
 * owns no table and is no superuser, so that what is append-only stays so even for this program.
 */
export async function checkReadiness(db: Db, migrationsFolder: string): Promise<ReadinessCheck[]> {
  const expected = await listMigrations(migrationsFolder);
  const found = await askDatabase(db).catch(() => undefined);
  return [
    { name: 'database', ok: found !== undefined },
    { name: 'migrations', ok: found !== undefined && expected.every((name) => found.applied.includes(name)) },
    { name: 'privileges', ok: found !== undefined && !found.mayOverrule },
  ];
}

async function askDatabase(db: Db) {
  const { rows } = await sql<{ applied: string[] | null; may_overrule: boolean }>`
    SELECT (SELECT array_agg(name) FROM kysely_migration) AS applied,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
             OR EXISTS (SELECT FROM pg_class
                         WHERE relkind IN ('r', 'p') AND relowner = current_user::regrole) AS may_overrule
  `.execute(db);
  return { applied: rows[0]?.applied ?? [], mayOverrule: rows[0]?.may_overrule !== false };
}
