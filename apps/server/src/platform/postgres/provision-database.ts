import { runAsSuperuser, type ServerAddress } from './ask-server.ts';
import type { ServerSecrets } from './server-secrets.ts';

/** The one database of an institution. */
export const databaseName = 'opis';

/**
 * Makes what the migrations rely on, each only when missing: the owner of the schema, the application's and the
 * worker's roles (no DDL, no superuser) and the database. Repeated at every start: the first may have been killed here.
 */
export async function provisionDatabase(server: ServerAddress, secrets: ServerSecrets): Promise<void> {
  const roles = (['opis_owner', 'opis_app', 'opis_worker'] as const).map((role) =>
    createRole(role, secrets[role]),
  );
  await runAsSuperuser(server, 'postgres', roles);
  // Asked first: an attempt that fails would stand as an error in the server's log at every start.
  if ((await runAsSuperuser(server, 'postgres', [findDatabase])).length === 0)
    await runAsSuperuser(server, 'postgres', [createDatabase]).catch(ignoreExisting);
  await runAsSuperuser(server, 'postgres', [
    `REVOKE ALL ON DATABASE ${databaseName} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${databaseName} TO opis_app, opis_worker`,
  ]);
}

const findDatabase = `SELECT FROM pg_database WHERE datname = '${databaseName}'`;
const createDatabase = `CREATE DATABASE ${databaseName} OWNER opis_owner TEMPLATE template0 ENCODING 'UTF8'`;

// Passwords are hexadecimal (`openSecrets`): nothing in them needs quoting.
const createRole = (role: string, password: string) => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
    CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${password}';
  END IF;
END $$`;

const duplicateDatabase = '42P04';

function ignoreExisting(error: Error & { code?: string }) {
  if (error.code !== duplicateDatabase) throw error;
}
