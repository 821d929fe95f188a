import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiDoor } from '../load/api-door.ts';
import { streamUpload } from '../load/uploads.ts';

/** Resident memory of the server's process, bytes, and how fast the uploads went. */
export type ServerMemory = { idle: number; underUploads: number; uploadBytesPerSecond: number };

const uploads = { count: 20, bytes: 100 * 1000 * 1000 };
const settleMs = 10_000;
const everyMs = 50;

/** Memory of a server that only waits: the middle of what is seen in the seconds after its start. */
export async function measureIdle(pid: number): Promise<number> {
  await sleep(settleMs);
  return await readResident(pid);
}

/** The most that the server holds while twenty uploads of 100 MB stream in at once. */
export async function measureUnderUploads(pid: number, door: ApiDoor): Promise<Omit<ServerMemory, 'idle'>> {
  let most = 0;
  const watch = setInterval(async () => {
    most = Math.max(most, await readResident(pid));
  }, everyMs);
  const from = performance.now();
  try {
    await Promise.all(Array.from({ length: uploads.count }, () => streamUpload(door, uploads.bytes)));
  } finally {
    clearInterval(watch);
  }
  const seconds = (performance.now() - from) / 1000;
  return { underUploads: most, uploadBytesPerSecond: (uploads.count * uploads.bytes) / seconds };
}

async function readResident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} tells no memory`);
  return Number(kilobytes) * 1024;
}
