import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Closing } from '../../apps/server/src/platform/closing.ts';
import { type CommandResult, runOpis } from '../support/opis.ts';
import { findFreePort, type RunningProduct, startProduct } from '../support/server.ts';
import { type Api, openApi } from './api.ts';
import { makeInstitution } from './institution.ts';

/** One data folder of its own, with the institution in it and nothing registered yet. */
export type Installation = {
  dataDir: string;
  api: Api;
  /** Starts it on its port, always the same; what runs at the end of the drill is stopped. */
  start(environment?: Record<string, string>): Promise<RunningProduct>;
  /** The end of what the server that was started last has printed. */
  lastWords(): string;
  opis(args: readonly string[], environment?: Record<string, string>, input?: string): Promise<CommandResult>;
};

/** Gives a fresh copy under a name of its own. */
export type Installations = (name: string) => Promise<Installation>;

/** Makes the institution once; every copy begins with the same. */
export async function prepareInstallations(folder: string, closing: Closing): Promise<Installations> {
  const template = join(folder, 'template');
  const token = await makeInstitution(template, folder);
  return async (name) => {
    const dataDir = join(folder, name);
    copyFolder(template, dataDir);
    // Locks and ports are of programs that run; a copy begins without.
    rmSync(join(dataDir, 'run'), { recursive: true });
    return openInstallation({ dataDir, token, port: await findFreePort() }, closing);
  };
}

function copyFolder(from: string, to: string) {
  // Keeps the owner: the database's files belong to its own user.
  const done = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`cp: ${done.stderr}`);
  chmodSync(to, 0o711);
}

function openInstallation(
  { dataDir, token, port }: { dataDir: string; token: string; port: number },
  closing: Closing,
): Installation {
  let last: RunningProduct | undefined;
  const settings = { OPIS_DEMO: '0', OPIS_LOG_LEVEL: 'error' };
  return {
    dataDir,
    api: openApi(`http://127.0.0.1:${port}`, token),
    async start(environment = {}) {
      const product = await startProduct({ dataDir, port, environment: { ...settings, ...environment } });
      closing.add(product.stop);
      last = product;
      return product;
    },
    lastWords: () => last?.output().split('\n').slice(-20).join('\n') ?? '',
    opis: (args, environment = {}, input = '') =>
      runOpis(args, { dataDir, input, environment: { ...settings, ...environment } }),
  };
}
