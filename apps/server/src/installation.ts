import { join } from 'node:path';
import { refuseUnfinishedRestore } from './platform/backup/unfinished-restore.ts';
import { createClosing } from './platform/closing.ts';
import type { Config } from './platform/config.ts';
import { type InstitutionKeys, openKeyFiles } from './platform/crypto/key-files.ts';
import type { Log } from './platform/log.ts';
import { isUntouched, migrate } from './platform/migrate.ts';
import { OperatorError } from './platform/operator-error.ts';
import { openClusterFolders } from './platform/postgres/cluster-folders.ts';
import { startCluster } from './platform/postgres/supervisor.ts';
import { migrationsFolder } from './platform/server-folders.ts';
import { startText } from './platform/start-texts.ts';

/** What stands before anything of the product is built: settings, a migrated database that runs, the keys. */
export type Installation = {
  config: Config;
  log: Log;
  database: { appUrl: string; ownerUrl: string; workerUrl: string };
  /** For copies: a role that has REPLICATION; undefined when the institution's own server has none for us. */
  backupUrl: string | undefined;
  /** The embedded server's port; undefined with the institution's own. `adopted`: it was running already. */
  embedded: { port: number; adopted: boolean } | undefined;
  keys: InstitutionKeys;
  /** Names of the migrations that this start applied. */
  migrated: string[];
  /** Lets go of the database server; the last to use an embedded one stops it. */
  close(): Promise<void>;
};

/**
 * Starts or joins the database, brings it to the newest schema and opens the keys. Throws `OperatorError`, also while a
 * restore is unfinished, unless it is `finishing`.
 */
export async function openInstallation(
  config: Config,
  log: Log,
  options: { finishing?: boolean } = {},
): Promise<Installation> {
  if (!options.finishing) refuseUnfinishedRestore(config.dataDir);
  const closing = createClosing();
  try {
    const { database, backupUrl, embedded } = await openDatabaseServer(config, log, closing.add);
    const untouched = await isUntouched(database.ownerUrl).catch(refuseUnreachable);
    const keys = openKeyFiles(join(config.dataDir, 'keys'), { mayCreate: untouched });
    const migrated = await migrate(database.ownerUrl, migrationsFolder);
    return { config, log, database, backupUrl, embedded, keys, migrated, close: closing.closeAll };
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

async function openDatabaseServer(config: Config, log: Log, onClose: (close: () => Promise<void>) => void) {
  const { dataDir, environment } = config;
  if (config.database) {
    // Files and keys lie there in either case, and the same sentences say why they could not.
    openClusterFolders(dataDir);
    return { database: config.database, backupUrl: config.backupUrl, embedded: undefined };
  }
  const cluster = await startCluster({ dataDir, environment, log });
  onClose(cluster.stop);
  return {
    database: {
      appUrl: cluster.url('opis_app'),
      ownerUrl: cluster.url('opis_owner'),
      workerUrl: cluster.url('opis_worker'),
    },
    backupUrl: cluster.url('postgres'),
    embedded: { port: cluster.port, adopted: cluster.adopted },
  };
}

function refuseUnreachable(error: Error): never {
  const values = { setting: 'DATABASE_OWNER_URL', reason: error.message };
  throw new OperatorError(startText('database.unreachable', values), { cause: error });
}
