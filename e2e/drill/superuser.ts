import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** The database as its superuser, for whom no right and no trigger stands in the way: what nobody may do, may be done. */
export type Superuser = {
  query<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/** Opens the running database of a data folder. */
export async function openAsSuperuser(dataDir: string): Promise<Superuser> {
  const { postgres: password } = JSON.parse(readFileSync(join(dataDir, 'secrets', 'postgres.json'), 'utf8'));
  const port = Number(readFileSync(join(dataDir, 'run', 'postgres.port'), 'utf8'));
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'opis' });
  // Whoever breaks the database loses this connection too.
  client.on('error', () => {});
  await client.connect();
  return {
    query: async (statement, values) => (await client.query(statement, values)).rows,
    close: () => client.end(),
  };
}
