import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeFlags } from '../../scripts/node24.mjs';
import { aDemonstrationFolder, makeDataFolder } from './demonstration.ts';

/** The product as a person would have started it, on a data folder and a port of its own. */
export type RunningProduct = {
  /** `http://localhost:PORT`, without a slash at the end. */
  address: string;
  port: number;
  dataDir: string;
  /** Of the server itself, for tests that kill it. */
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  /** Stops it as Ctrl-C would, the database too, and removes a data folder that was made for it. */
  stop(): Promise<void>;
  /** Closes the pipes it prints to, as a terminal that is closed does. */
  stopListening(): void;
  /** Closes the channel to the server, as the death of `npm start` does. */
  disconnect(): void;
  /** `kill -9` of the server alone: its database stays behind, as it would. */
  kill(): Promise<void>;
};

/** `dataDir`: one that exists already and is kept. `environment`: settings, over none at all. */
export type ProductOptions = {
  dataDir?: string;
  port?: number;
  environment?: Record<string, string>;
  /** Root of another checkout, built: an older release. */
  release?: string;
};

const startSeconds = 120;

/** Starts the built product (`npm run build`; the journeys' set-up sees to it) and waits until it is ready. */
export async function startProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const port = options.port ?? (await findFreePort());
  const dataDir = options.dataDir ?? (seedsItself(options) ? aDemonstrationFolder() : makeDataFolder());
  const { child, output } = launch(port, dataDir, options);
  const address = `http://localhost:${port}`;
  const stop = async () => {
    await end(child, 'SIGTERM');
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(address, child, output);
  } catch (error) {
    await stop();
    throw error;
  }
  const kill = () => end(child, 'SIGKILL');
  const disconnect = () => child.disconnect();
  const stopListening = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  return {
    address,
    port,
    dataDir,
    pid: child.pid ?? 0,
    output,
    stop,
    kill,
    disconnect,
    stopListening,
  };
}

/** A port on this machine that nobody uses now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const thisRelease = join(import.meta.dirname, '..', '..');

function launch(port: number, dataDir: string, options: ProductOptions) {
  const { environment = {}, release = thisRelease } = options;
  const program = join(release, 'apps', 'server', 'dist', 'serve.js');
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(OPIS_|DATABASE_|PORT$|HOST$)/.test(name),
  );
  const settings = { PORT: String(port), OPIS_DATA_DIR: dataDir, OPIS_LOG_LEVEL: 'warn', ...environment };
  const child = spawn(process.execPath, [...nodeFlags, program], {
    env: { ...Object.fromEntries(inherited), ...settings },
    // A group of its own, so that a Ctrl-C meant for the tests leaves it to us; the channel ends it when we are killed.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => printed.push(text));
  return { child, output: () => printed.join('') };
}

async function untilReady(address: string, child: ChildProcess, output: () => string) {
  const deadline = performance.now() + startSeconds * 1000;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error(`the product ended at its start:\n${output()}`);
    const ready = await fetch(`${address}/readyz`).catch(() => undefined);
    // It serves before it has started all that works beside; it says so when that stands, too.
    if (ready?.ok && output().includes('Opis răspunde la')) return;
    await sleep(50);
  }
  throw new Error(`the product was not ready in ${startSeconds} s:\n${output()}`);
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL') {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

// Another institution, or none, is not what the set-up made.
const seedsItself = ({ environment = {}, release }: ProductOptions) =>
  environment.OPIS_DEMO === undefined && environment.DATABASE_URL === undefined && release === undefined;
