import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';

/** Where a cluster and its supervisor keep their things, all inside the data folder. */
export type ClusterFolders = {
  dataDir: string;
  /** Locks, logs and what else concerns the running programs only. */
  run: string;
  cluster: string;
  logFile: string;
  portFile: string;
  secretsFile: string;
  /** Held while something starts or stops the server. */
  startLock: string;
  /** Shared by every program that uses the server; whoever can take it alone is the last. */
  useLock: string;
};

/** Makes the data folder when missing. As root others may pass through it, for the database's user, but list nothing. */
export function openClusterFolders(dataDir: string): ClusterFolders {
  const real = makeDataFolder(dataDir);
  const run = join(real, 'run');
  return {
    dataDir: real,
    run,
    cluster: join(real, 'postgres'),
    logFile: join(run, 'postgres.log'),
    portFile: join(run, 'postgres.port'),
    secretsFile: join(real, 'secrets', 'postgres.json'),
    startLock: join(run, 'start.lock'),
    useLock: join(run, 'use.lock'),
  };
}

function makeDataFolder(dataDir: string): string {
  try {
    if (!existsSync(dataDir)) {
      mkdirSync(dataDir, { recursive: true });
      chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    const real = realpathSync(dataDir);
    mkdirSync(join(real, 'run'), { recursive: true, mode: 0o700 });
    accessSync(join(real, 'run'), constants.W_OK | constants.X_OK);
    return real;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(startText('postgres.no-write', { folder: dataDir, reason }), { cause: error });
  }
}
