import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../platform/operator-error.ts';
import { type FileLock, waitForLock } from '../platform/postgres/file-lock.ts';
import { startText } from '../platform/start-texts.ts';

/** The claim of one server on a data folder. */
export type ServeLock = FileLock & {
  /** Tells a second start, and the command line, where this one answers. */
  announce(address: string): void;
};

const Notice = z.object({ pid: z.number(), address: z.string() });

/** A server whose `npm start` was killed needs this long to notice and to let go. */
const patienceMs = 4_000;

/** Claims the data folder for this server until it ends, however it ends; throws when another keeps it. */
export async function claimDataFolder(folders: { dataDir: string; run: string }): Promise<ServeLock> {
  const { dataDir, run } = folders;
  const notice = join(run, 'serve.json');
  const lock = await waitForLock(join(run, 'serve.lock'), patienceMs);
  if (!lock) throw new OperatorError(refusal(dataDir, notice));
  rmSync(notice, { force: true });
  return {
    announce: (address) => writeFileSync(notice, JSON.stringify({ pid: process.pid, address })),
    release: () => {
      rmSync(notice, { force: true });
      lock.release();
    },
  };
}

function refusal(folder: string, notice: string): string {
  try {
    const { pid, address } = Notice.parse(JSON.parse(readFileSync(notice, 'utf8')));
    return startText('serve.already-running', { folder, address, pid: String(pid) });
  } catch {
    return startText('serve.already-starting', { folder });
  }
}
