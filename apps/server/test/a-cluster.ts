import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { createLog } from '../src/platform/log.ts';
import { type Cluster, startCluster } from '../src/platform/postgres/supervisor.ts';
import { forgetful } from './test-cluster.ts';

/** Has this done after the test, in the reverse order of asking. */
export const afterwards = (cleanUp: () => Promise<unknown>) =>
  onTestFinished(async () => {
    await cleanUp();
  });

/** Starts the cluster of the folder in this process; it is stopped after the test. */
export async function start(dataDir: string, settings = forgetful, staleLockMs?: number): Promise<Cluster> {
  const cluster = await startCluster({
    dataDir,
    log: createLog('silent'),
    environment: process.env,
    settings,
    staleLockMs,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= cluster.stop();
    return stopped;
  };
  afterwards(stop);
  return { ...cluster, stop };
}

/** Starts it in a program of its own, which the test may kill. */
export async function hold(dataDir: string) {
  const program = join(import.meta.dirname, 'hold-cluster.ts');
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  afterwards(async () => {
    await kill(child);
    // What the killed program left is taken over and stopped.
    await startCluster({
      dataDir,
      log: createLog('silent'),
      environment: process.env,
      settings: forgetful,
    }).then((left) => left.stop());
  });
  const [port] = await once(child.stdout, 'data');
  return { child, port: Number(port) };
}

/** Ends a child for good and waits until it is gone. */
export async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** A folder that everybody may enter; removed after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'opis-cluster-'));
  await chmod(folder, 0o755);
  afterwards(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty data folder. */
export const aDataFolder = async () => {
  const dataDir = join(await aFolder(), 'data');
  await mkdir(dataDir);
  return dataDir;
};

let made: Promise<string> | undefined;

/** A data folder as a program left it that started and ended: a copy of one, made once in a worker. */
export async function aUsedDataFolder(): Promise<string> {
  made ??= makeDataFolder();
  const dataDir = join(await aFolder(), 'data');
  await promisify(execFile)('cp', ['-a', await made, dataDir]);
  return dataDir;
}

async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'opis-cluster-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  await (
    await startCluster({ dataDir, log: createLog('silent'), environment: process.env, settings: forgetful })
  ).stop();
  // Each copy finds a port of its own.
  await rm(join(dataDir, 'run', 'postgres.port'));
  return dataDir;
}

/** Where its cluster lies, as PostgreSQL names it. */
export const clusterOf = async (dataDir: string) => join(await realpath(dataDir), 'postgres');

/** The rows of one statement. */
export async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
