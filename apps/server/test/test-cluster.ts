import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../src/platform/migrate.ts';
import { startCluster } from '../src/platform/postgres/start-cluster.ts';

export const migrationsFolder = join(import.meta.dirname, '..', 'migrations');
export const templateName = 'opis_template';

/** `adminUrl` names the cluster's superuser; `TEST_DATABASE_URL` puts the run on a server that stands already. */
export async function startTestCluster(folder: string): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  await chmod(folder, 0o755);
  const cluster = given ? undefined : await startCluster(join(folder, 'pg'));
  const adminUrl = given ?? cluster?.superuserUrl('postgres') ?? '';
  await createTemplate(adminUrl);
  return { adminUrl, stop: async () => cluster?.stop() };
}

async function createTemplate(adminUrl: string) {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(rolesSql);
  await admin.query(`DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${templateName} OWNER opis_owner TEMPLATE template0 ENCODING 'UTF8'`);
  await admin.end();
  await migrate(asRole(adminUrl, 'opis_owner', templateName), migrationsFolder);
}

/** The same server, another role and database. Every test role has the password `test`. */
export function asRole(adminUrl: string, role: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = 'test';
  url.pathname = `/${database}`;
  return url.toString();
}

const rolesSql = ['opis_owner', 'opis_app', 'opis_worker']
  .map(
    (role) => `DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${role} LOGIN PASSWORD 'test';
      END IF;
    END $$;`,
  )
  .join('\n');
