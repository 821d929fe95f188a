import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../support/server.ts';

/** Milliseconds from `npm start` to the first answer that the server is ready. */
export type StartTimes = { first: number; later: number[] };

const starter = join(import.meta.dirname, '..', '..', '..', 'scripts', 'start.mjs');
const laterStarts = 5;
const patienceMs = 180_000;

/** Starts the built product on a new data folder, demonstration and all, and then again and again. */
export async function measureStarts(dataDir: string): Promise<StartTimes> {
  const first = await measureStart(dataDir);
  const later: number[] = [];
  for (let count = 0; count < laterStarts; count++) later.push(await measureStart(dataDir));
  return { first, later };
}

async function measureStart(dataDir: string): Promise<number> {
  const port = await findFreePort();
  const environment = { ...process.env, OPIS_DATA_DIR: dataDir, PORT: String(port) };
  const from = performance.now();
  const child = spawn(process.execPath, [starter], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilReady(child, `http://127.0.0.1:${port}/readyz`);
    return performance.now() - from;
  } finally {
    await stop(child);
  }
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function untilReady(child: ChildProcess, address: string) {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(20);
  }
  throw new Error(`not ready after ${patienceMs} ms`);
}
