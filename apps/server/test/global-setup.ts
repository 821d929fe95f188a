import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestCluster } from './test-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
  }
}

/** One real PostgreSQL for the run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(await findRoom(), 'opis-test-'));
  const cluster = await startTestCluster(folder);
  project.provide('adminUrl', cluster.adminUrl);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

const plenty = 4 * 2 ** 30;

/** In memory where there is plenty: the cluster may be lost at any moment, and each clone is a thousand small files. */
async function findRoom(): Promise<string> {
  const memory = '/dev/shm';
  const room = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return Math.min(room.bavail * room.bsize, freemem()) > plenty ? memory : '/tmp';
}
