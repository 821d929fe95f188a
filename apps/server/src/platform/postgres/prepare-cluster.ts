import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';
import type { ClusterFolders } from './cluster-folders.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import type { RunningPlan } from './running-plan.ts';
import { findEmbeddedBinaries, type ServerBinaries } from './server-binaries.ts';
import { openSecrets, type ServerSecrets } from './server-secrets.ts';
import type { ServerSettings } from './server-settings.ts';
import { chooseServerUser, findClosedFolder, type ServerUser } from './server-user.ts';

/**
 * `environment` is inherited by the server. `settings`, `binaries` and `staleLockMs` (how long a lock left behind may
 * stand) are for tests and benches alone.
 */
export type ServerChoice = {
  environment: NodeJS.ProcessEnv;
  settings?: ServerSettings | undefined;
  binaries?: ServerBinaries | undefined;
  staleLockMs?: number | undefined;
};

/** Everything that must stand before the server starts: its user, an open way to its folders, passwords, the cluster. */
export async function prepareCluster(choice: ServerChoice, folders: ClusterFolders) {
  const binaries = choice.binaries ?? findEmbeddedBinaries();
  const user = chooseServerUser(folders.cluster);
  requireOpenWay('postgres.unreachable-program', binaries.folder, user);
  requireOpenWay('postgres.unreachable-data', folders.dataDir, user);
  const secrets = openSecrets(folders.secretsFile, folders.cluster);
  const plan = toPlan(choice, folders, { binaries, user, secrets });
  await initialiseCluster(plan);
  return { plan, secrets };
}

/** How long a lock left behind by a killed server may stand: its process is dead but not yet reaped. */
const staleLockMs = 15_000;

type Chosen = { binaries: ServerBinaries; user: ServerUser; secrets: ServerSecrets };

function toPlan(choice: ServerChoice, folders: ClusterFolders, chosen: Chosen): RunningPlan {
  return {
    folder: folders.cluster,
    logFile: folders.logFile,
    portFile: folders.portFile,
    secretsFile: folders.secretsFile,
    binaries: chosen.binaries,
    user: chosen.user,
    password: chosen.secrets.postgres,
    environment: withoutServerVariables(choice.environment),
    settings: choice.settings ?? {},
    staleLockMs: choice.staleLockMs ?? staleLockMs,
  };
}

function requireOpenWay(
  sentence: 'postgres.unreachable-program' | 'postgres.unreachable-data',
  path: string,
  user: ServerUser,
) {
  const folder = findClosedFolder(path, user);
  if (folder !== undefined) throw new OperatorError(startText(sentence, { folder, user: user.name }));
}

// PGDATA, PGPORT and their like, meant for the machine's own PostgreSQL, would lead ours astray.
function withoutServerVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('PG')));
}
