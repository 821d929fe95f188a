import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Number of the PostgreSQL server that runs on a data folder now; undefined when none does. */
export function findPostmaster(dataDir: string): number | undefined {
  try {
    const file = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    // A number left behind by a dead server may be anybody's by now.
    return listDatabaseProcesses(dataDir).find((pid) => pid === Number.parseInt(file, 10));
  } catch {
    return undefined;
  }
}

/** The same where one has to run. */
export function requirePostmaster(dataDir: string): number {
  const pid = findPostmaster(dataDir);
  if (pid === undefined) throw new Error(`no database runs in ${dataDir}`);
  return pid;
}

/** Every process of the folder's database, told by the folder that it works in. */
export function listDatabaseProcesses(dataDir: string): number[] {
  const folder = join(realpathSync(dataDir), 'postgres');
  return listProcesses().filter((pid) => workingFolder(pid) === folder);
}

/** Kills the server, its helpers and its database, at whatever point of their start they are; none is left after. */
export async function killAll(dataDir: string) {
  const server = `OPIS_DATA_DIR=${dataDir}`;
  for (;;) {
    const started = listProcesses().filter(
      (pid) => pid !== process.pid && environmentOf(pid).includes(server),
    );
    const all = [...started, ...listDatabaseProcesses(dataDir)];
    if (all.length === 0) return;
    signalAll(all, 'SIGKILL');
    await sleep(10);
  }
}

const listProcesses = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Sends the signal to each; whoever is gone already is no matter. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
