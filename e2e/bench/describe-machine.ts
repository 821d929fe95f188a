import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { type Db, namedQuery } from '../../apps/server/src/platform/db.ts';
import type { Pgbench } from './reference/find-pgbench.ts';
import type { Machine } from './report/figures.ts';
import { median } from './statistics.ts';

/** What the figures belong to. To be asked before any load. */
export async function describeMachine(given: {
  admin: Db;
  pgbench: Pgbench;
  folder: string;
}): Promise<Machine> {
  const [row] = await namedQuery<{ version: string }>(
    given.admin,
    'bench-version',
    "SELECT current_setting('server_version') AS version",
    [],
  );
  return {
    measuredAt: new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'),
    commit: describeCommit(),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.version,
    postgres: `${row?.version}, embedded`,
    pgbench: execFileSync(given.pgbench.program, ['--version'], {
      env: given.pgbench.environment,
      encoding: 'utf8',
    }).trim(),
    flushMs: measureFlush(given.folder),
    loadBefore: loadavg()[0] ?? Number.NaN,
  };
}

function describeCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  // The report itself is being written anew.
  const changed = git('status', '--porcelain', '--', '.', ':!docs/benchmarks.*') !== '';
  return git('rev-parse', '--short', 'HEAD') + (changed ? '+' : '');
}

function measureFlush(folder: string): number {
  const file = join(folder, 'flush');
  const handle = openSync(file, 'w');
  const times = Array.from({ length: 200 }, () => {
    const from = performance.now();
    writeSync(handle, Buffer.alloc(8192, 1), 0, 8192, 0);
    fdatasyncSync(handle);
    return performance.now() - from;
  });
  closeSync(handle);
  rmSync(file);
  return median(times);
}
