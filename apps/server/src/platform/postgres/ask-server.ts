import pg from 'pg';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';

/** `waiting`: it starts, recovers or stops; `absent`: nobody answers, or somebody else's server does. */
export type ServerState = 'ready' | 'waiting' | 'absent';

/** Which server is meant: the one of `folder`, on this port, with this superuser's password. */
export type ServerAddress = { folder: string; port: number; password: string; secretsFile: string };

/** Asks who listens on the port. Throws when it is the right server and does not know our password. */
export async function askServer(server: ServerAddress): Promise<ServerState> {
  const client = connectTo(server, 'postgres');
  try {
    await client.connect();
    const answer = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    return answer.rows[0]?.folder === server.folder ? 'ready' : 'absent';
  } catch (error) {
    return stateOf(error, server);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Runs statements as the superuser, one after another, each as PostgreSQL takes it (no transaction around). Gives the
 * rows of the last.
 */
export async function runAsSuperuser(
  server: ServerAddress,
  database: string,
  statements: readonly string[],
): Promise<unknown[]> {
  const client = connectTo(server, database);
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

function connectTo(server: ServerAddress, database: string): pg.Client {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password: server.password,
    database,
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => {});
  return client;
}

const cannotConnectNow = '57P03';
const wrongPassword = '28P01';

function stateOf(error: unknown, server: ServerAddress): ServerState {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === cannotConnectNow) return 'waiting';
  if (code === wrongPassword) {
    const values = { folder: server.folder, file: server.secretsFile };
    throw new OperatorError(startText('postgres.secrets-wrong', values), { cause: error });
  }
  return 'absent';
}
