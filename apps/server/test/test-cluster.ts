import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { describeBinaries } from '../src/platform/postgres/server-binaries.ts';
import type { ServerSettings } from '../src/platform/postgres/server-settings.ts';
import { startCluster } from '../src/platform/postgres/supervisor.ts';

export const migrationsFolder = join(import.meta.dirname, '..', 'migrations');
export const templateName = 'opis_template';

/** A cluster whose data may be lost at any moment: it dies with the run. Never for drills and benches. */
export const forgetful: ServerSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  max_wal_size: '256MB',
};

/**
 * `adminUrl` names the cluster's superuser. `TEST_DATABASE_URL` puts the run on a server that stands already,
 * `TEST_POSTGRES_BIN` on one started from the programs in that folder.
 */
export async function startTestCluster(folder: string): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  await chmod(folder, 0o755);
  const cluster = given ? undefined : await startOwn(join(folder, 'data'));
  const adminUrl = given ?? cluster?.url('postgres', 'postgres') ?? '';
  await createTemplate(adminUrl);
  return { adminUrl, stop: async () => cluster?.stop() };
}

function startOwn(dataDir: string) {
  const folder = process.env.TEST_POSTGRES_BIN;
  return startCluster({
    dataDir,
    log: createLog('silent'),
    environment: process.env,
    settings: forgetful,
    binaries: folder ? describeBinaries(folder) : undefined,
  });
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
        CREATE ROLE ${role} LOGIN;
      END IF;
    END $$;
    ALTER ROLE ${role} PASSWORD 'test';`,
  )
  .join('\n');
