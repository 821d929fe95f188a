import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Closing } from '../../../apps/server/src/platform/closing.ts';
import { createLog } from '../../../apps/server/src/platform/log.ts';
import type { ServerBinaries } from '../../../apps/server/src/platform/postgres/server-binaries.ts';
import { defaultSettings, toArguments } from '../../../apps/server/src/platform/postgres/server-settings.ts';
import { chooseServerUser } from '../../../apps/server/src/platform/postgres/server-user.ts';
import { startCluster } from '../../../apps/server/src/platform/postgres/supervisor.ts';

/** A PostgreSQL that nobody watches over: what is killed stays dead. */
export type DatabaseNode = {
  port: number;
  /** As its superuser. */
  query<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]>;
  /** `kill -9` of it and of every process of its. */
  kill(): Promise<void>;
};

/** Makes a cluster with the roles and the database of an institution; gives its folder and address by role. */
export async function makeCluster(folder: string, binaries: ServerBinaries) {
  mkdirSync(folder, { mode: 0o711 });
  chmodSync(folder, 0o711);
  const log = createLog('silent');
  const cluster = await startCluster({ dataDir: folder, environment: process.env, log, binaries });
  const urlOf = (role: Parameters<typeof cluster.url>[0], port: number, database?: string) => {
    const url = new URL(cluster.url(role, database));
    url.port = String(port);
    return url.toString();
  };
  await cluster.stop();
  return { folder: join(folder, 'postgres'), urlOf };
}

/** Starts `postgres` on a cluster's folder and waits until it lets the superuser in. */
export async function startNode(
  given: {
    folder: string;
    binaries: ServerBinaries;
    port: number;
    superuser: string;
    settings?: Record<string, string>;
  },
  closing: Closing,
): Promise<DatabaseNode> {
  const { folder, binaries, port, superuser, settings = {} } = given;
  const words = [
    '-D',
    folder,
    '-p',
    String(port),
    ...toArguments({ ...defaultSettings(), shared_buffers: '128MB', ...settings }),
  ];
  const launch = () =>
    spawn(join(binaries.folder, 'postgres'), words, {
      ...chooseServerUser(folder).ids,
      cwd: folder,
      env: { PATH: process.env.PATH },
      stdio: 'ignore',
      detached: true,
    });
  let child = launch();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = once(child, 'exit');
    // Its own group: the postmaster and every backend at the same moment.
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  closing.add(kill);
  const query = (statement: string) => ask(superuser, statement);
  const deadline = performance.now() + 60_000;
  while (
    !(await query('SELECT 1').then(
      () => true,
      () => false,
    ))
  ) {
    if (performance.now() > deadline) throw new Error(`postgres on ${folder} did not start`);
    await sleep(50);
    // It refuses while a process of the one that was killed still holds the shared memory.
    if (child.exitCode !== null) child = launch();
  }
  return { port, query, kill } as DatabaseNode;
}

async function ask(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
