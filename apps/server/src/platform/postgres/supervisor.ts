import type { Log } from '../log.ts';
import { adoptOrLaunch } from './adopt-or-launch.ts';
import { openClusterFolders } from './cluster-folders.ts';
import { tryLock } from './file-lock.ts';
import { keepRunning } from './keep-running.ts';
import { prepareCluster, type ServerChoice } from './prepare-cluster.ts';
import { databaseName, provisionDatabase } from './provision-database.ts';
import type { ServerRole, ServerSecrets } from './server-secrets.ts';
import { underStartLock } from './start-lock.ts';
import { stopWhenUnused } from './stop-server.ts';

/** The database server of a data folder, kept running until `stop`. */
export type Cluster = {
  port: number;
  /** True when a server that was running already was taken over. */
  adopted: boolean;
  /** Connection address for a role; the database is the institution's own unless named. */
  url(role: ServerRole, database?: string): string;
  /** Lets go of the server; the last program that uses it stops it and waits until it is gone. */
  stop(): Promise<void>;
};

export type ClusterOptions = ServerChoice & { dataDir: string; log: Log };

/**
 * Starts, or takes over, the server of the data folder and keeps it running: one that dies is started again on the
 * same port. Throws `OperatorError`, a Romanian sentence, when whoever starts it has something to mend.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folders = openClusterFolders(options.dataDir);
  return await underStartLock(folders, async () => {
    const use = tryLock(folders.useLock, 'shared');
    try {
      const { plan, secrets } = await prepareCluster(options, folders);
      const server = await adoptOrLaunch(plan);
      await provisionDatabase({ ...plan, port: server.port }, secrets);
      const stop = keepRunning({ plan, folders, server, use, log: options.log });
      return { port: server.port, adopted: server.adopted, url: addressOf(secrets, server.port), stop };
    } catch (error) {
      use?.release();
      await stopWhenUnused(folders);
      throw error;
    }
  });
}

const addressOf =
  (secrets: ServerSecrets, port: number) =>
  (role: ServerRole, database: string = databaseName): string =>
    `postgres://${role}:${secrets[role]}@127.0.0.1:${port}/${database}`;
