import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '../../../apps/server/src/platform/files/file-store.ts';
import { openFileStore } from '../../../apps/server/src/platform/files/open-file-store.ts';
import type { ApiDoor } from '../load/api-door.ts';
import { askForSeconds } from '../load/ask-for-seconds.ts';
import { markBytes, uploadRequests } from '../load/uploads.ts';
import { type Speed, toSpeed } from '../statistics.ts';

/** Files kept a second, each durable before the next: by the store alone, and through HTTP. */
export type FileStoreRun = { bytes: number; writers: number; store: Speed; http: Speed };

const shapes = [
  { bytes: 64 * 1024, writers: 1 },
  { bytes: 64 * 1024, writers: 8 },
  { bytes: 1024 * 1024, writers: 1 },
  { bytes: 1024 * 1024, writers: 8 },
];

const seconds = 2;

/** Every shape once, store and HTTP one after the other. */
export async function runFileStoreRound(door: ApiDoor): Promise<FileStoreRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opis-bench-store-'));
  try {
    const files = await openFileStore({ dataDir: folder });
    const runs: FileStoreRun[] = [];
    for (const shape of shapes) {
      const store = await keepForSeconds(files, shape);
      const nextRequest = uploadRequests(door, shape.bytes);
      const load = { address: door.address, callers: shape.writers, seconds, nextRequest };
      runs.push({ ...shape, store, http: toSpeed(await askForSeconds(load)) });
    }
    return runs;
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Shape = (typeof shapes)[number];

async function keepForSeconds(files: FileStore, { bytes, writers }: Shape): Promise<Speed> {
  const latencies: number[] = [];
  const from = performance.now();
  const keepUntil = async (until: number) => {
    const content = randomBytes(bytes);
    for (let begun = from; begun < until; ) {
      await keepOne(files, markBytes(content));
      const now = performance.now();
      latencies.push(now - begun);
      begun = now;
    }
  };
  await Promise.all(Array.from({ length: writers }, () => keepUntil(from + seconds * 1000)));
  const elapsed = (performance.now() - from) / 1000;
  return toSpeed({
    perSecond: latencies.length / elapsed,
    latenciesMs: Float64Array.from(latencies).sort(),
  });
}

const limits = { maxBytes: 2 ** 30, forbiddenTypes: [] };

async function keepOne(files: FileStore, content: Buffer) {
  const received = await files.receive(asStream(content), limits);
  await received.keep();
  await received.discard();
}

async function* asStream(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
