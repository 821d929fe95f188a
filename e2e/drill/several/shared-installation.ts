import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Closing } from '../../../apps/server/src/platform/closing.ts';
import { runOpis } from '../../support/opis.ts';
import { findFreePort, type RunningProduct, startProduct } from '../../support/server.ts';
import { type Api, openApi } from '../api.ts';
import type { Installation } from '../installation.ts';
import { makeInstitution } from '../institution.ts';

/** An installation on a PostgreSQL of the institution's own, with as many servers and workers as are started. */
export type SharedInstallation = Installation & {
  /** Starts one more server; `port` to take the place of one that was killed. */
  serve(port?: number): Promise<RunningProduct>;
  /** Starts one more worker: gives how to kill it. */
  work(): { kill(): Promise<void> };
  /** Asks each server in turn. */
  through(ports: readonly number[]): Api;
};

const program = join(import.meta.dirname, '..', '..', '..', 'apps', 'server', 'dist', 'worker.js');

/** Makes the institution in an empty database at these addresses. */
export async function openShared(
  dataDir: string,
  database: { appUrl: string; ownerUrl: string; workerUrl: string },
  closing: Closing,
): Promise<SharedInstallation> {
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o711);
  const environment = {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_WORKER_URL: database.workerUrl,
    OPIS_DEMO: '0',
    OPIS_LOG_LEVEL: 'error',
  };
  const token = await makeInstitution(dataDir, dataDir, environment);
  let last: RunningProduct | undefined;
  const serve = async (port?: number, more: Record<string, string> = {}) => {
    const product = await startProduct({
      dataDir,
      port: port ?? (await findFreePort()),
      environment: { ...environment, ...more },
    });
    closing.add(product.kill);
    last = product;
    return product;
  };
  const apiAt = (port: number) => openApi(`http://127.0.0.1:${port}`, token);
  return {
    dataDir,
    // Which server answers is asked anew each time: the one that proves may be another than the one that numbered.
    get api() {
      return apiAt(last?.port ?? 0);
    },
    start: (more) => serve(undefined, more),
    serve,
    work: () => startWorker(dataDir, environment, closing),
    through: (ports) => inTurn(ports.map(apiAt)),
    lastWords: () => last?.output().split('\n').slice(-20).join('\n') ?? '',
    opis: (args, more = {}, input = '') =>
      runOpis(args, { dataDir, input, environment: { ...environment, ...more } }),
  };
}

function startWorker(dataDir: string, environment: Record<string, string>, closing: Closing) {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, OPIS_DATA_DIR: dataDir, ...environment },
    stdio: 'ignore',
    detached: true,
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  closing.add(kill);
  return { kill };
}

function inTurn(apis: readonly Api[]): Api {
  let turn = 0;
  const next = (): Api => {
    const api = apis[turn++ % apis.length];
    if (api === undefined) throw new Error('no server');
    return api;
  };
  return {
    get: (path) => next().get(path),
    register: (body) => next().register(body),
    post: (path, body) => next().post(path, body),
    upload: (name, bytes) => next().upload(name, bytes),
    download: (path) => next().download(path),
  };
}
