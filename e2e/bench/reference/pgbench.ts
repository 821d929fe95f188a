import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Pgbench } from './find-pgbench.ts';

const run = promisify(execFile);

/** One run of pgbench: which script, with which variables, by how many clients, for how long. */
export type PgbenchRun = {
  databaseUrl: string;
  script: string;
  variables: Readonly<Record<string, string | number>>;
  clients: number;
  seconds: number;
};

/** Transactions a second, without the time to connect; how long each took, in milliseconds from fast to slow. */
export type PgbenchResult = { perSecond: number; latenciesMs: Float64Array };

/** Runs the script with prepared statements, one thread. Throws when a transaction fails. */
export async function runPgbench(
  { program, environment }: Pgbench,
  given: PgbenchRun,
): Promise<PgbenchResult> {
  const { password } = new URL(given.databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'opis-pgbench-'));
  try {
    const log = join(folder, 'log');
    const { stdout } = await run(program, toArguments(given, log), {
      env: { ...environment, PGPASSWORD: password },
    });
    return { perSecond: readRate(stdout), latenciesMs: await readLatencies(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function toArguments(given: PgbenchRun, log: string): string[] {
  const { hostname, port, username, pathname } = new URL(given.databaseUrl);
  return [
    ...['-h', hostname, '-p', port, '-U', username, '-n', '-M', 'prepared', '-j', '1'],
    ...['-c', String(given.clients), '-T', String(given.seconds), '-f', given.script],
    ...['-l', '--log-prefix', log],
    ...Object.entries(given.variables).map(([name, value]) => `-D${name}=${value}`),
    pathname.slice(1),
  ];
}

/** Reads the rate from pgbench's own report. Throws when transactions failed. */
export function readRate(report: string): number {
  const failed = /number of failed transactions: (\d+)/.exec(report)?.[1] ?? '0';
  if (failed !== '0') throw new Error(`pgbench: ${failed} transactions failed`);
  const rate = /^tps = ([\d.]+) \(without initial connection time\)/m.exec(report)?.[1];
  if (rate === undefined) throw new Error(`pgbench reported no rate:\n${report}`);
  return Number(rate);
}

// A line a transaction: client, count, microseconds, script, second, microsecond.
async function readLatencies(folder: string): Promise<Float64Array> {
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const lines = texts.flatMap((text) => text.trimEnd().split('\n'));
  return Float64Array.from(lines, (line) => Number(line.split(' ')[2]) / 1000).sort();
}
