import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes down about itself while it runs. */
export type Postmaster = { pid: number; port: number };

/** The lock file inside a cluster's folder. Only PostgreSQL itself ever removes it. */
export const postmasterFile = (clusterFolder: string): string => join(clusterFolder, 'postmaster.pid');

/** Reads `postmaster.pid`; undefined when there is none, or it is only half written. */
export function readPostmaster(clusterFolder: string): Postmaster | undefined {
  const [pid, , , port] = readIfPresent(postmasterFile(clusterFolder)).split('\n').map(Number);
  return pid && port ? { pid, port } : undefined;
}

/**
 * True when `pid` is the server of this folder and alive. A number that the system gave to another process meanwhile
 * is told apart by its working folder (Linux); a dead server that nobody has reaped yet has none.
 */
export function isPostmaster(pid: number, clusterFolder: string): boolean {
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterFolder);
  } catch {
    return false;
  }
}

/** True when a process with this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

// PostgreSQL may remove it between any two of our calls.
function readIfPresent(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
