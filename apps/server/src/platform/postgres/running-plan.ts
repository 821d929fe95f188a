import type { ServerBinaries } from './server-binaries.ts';
import type { ServerSettings } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';

/** What is needed to start the server of a cluster that exists. */
export type RunningPlan = {
  /** The cluster's own folder (PGDATA). */
  folder: string;
  logFile: string;
  /** Where the port of the last start is kept. */
  portFile: string;
  secretsFile: string;
  binaries: ServerBinaries;
  user: ServerUser;
  /** The superuser's. */
  password: string;
  environment: NodeJS.ProcessEnv;
  settings: ServerSettings;
  /** How long a lock left behind by a killed server may stand. */
  staleLockMs: number;
};
