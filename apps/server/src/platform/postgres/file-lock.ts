import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';

/** A lock on a file, held until `release` or until the process ends, however it ends. */
export type FileLock = { release(): void };

const sqliteBusy = 5;
const sqliteCannotOpen = 14;
const sqliteReadOnly = 8;

/**
 * Takes the lock, or answers undefined when another process holds one that excludes it. Any number of processes share
 * a `shared` lock. Node has no flock; an empty SQLite file gives the kernel's own lock, on every system, with nothing
 * to clean up after a `kill -9` and no moment in which two processes both believe they hold it.
 */
export function tryLock(file: string, mode: 'exclusive' | 'shared'): FileLock | undefined {
  let handle: DatabaseSync | undefined;
  try {
    handle = new DatabaseSync(file, { timeout: 0 });
    handle.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN');
    handle.prepare('SELECT count(*) FROM sqlite_schema').get();
    return { release: () => handle?.close() };
  } catch (error) {
    handle?.close();
    const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
    if (code === sqliteBusy) return undefined;
    if (code === sqliteCannotOpen || code === sqliteReadOnly) {
      throw new OperatorError(startText('lock.forbidden', { folder: file }), { cause: error });
    }
    throw error;
  }
}

/** Waits for the exclusive lock; undefined when it was not given up in time. */
export async function waitForLock(file: string, patienceMs: number): Promise<FileLock | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const lock = tryLock(file, 'exclusive');
    if (lock || performance.now() > deadline) return lock;
    await sleep(50);
  }
}
