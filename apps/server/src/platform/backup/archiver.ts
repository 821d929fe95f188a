import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { openArchive } from './archive-folder.ts';
import { receiveWal } from './wal-receiver.ts';

/** What the archiver last knew: `failure` is why it does not write, undefined while it does. */
export type ArchiverNews = { lsn: string | undefined; failure: string | undefined };

export type ArchiverDeps = {
  /** Of a role that has REPLICATION. */
  url: string;
  archiveDir: string;
  log: Log;
  /** Hears of every change, and every few seconds that nothing changed. */
  report(news: ArchiverNews): Promise<void>;
  /** A base copy is due. */
  onNewBeginning(): void;
};

const retryMs = 3_000;
const reportEveryMs = 5_000;
const objectInUse = '55006';
const segmentGone = '58P01';

/**
 * Keeps the log flowing into the archive for as long as this process lives. Any number of processes may try: the server
 * lets one read. Whatever goes wrong is reported and tried again; registrations never wait for it.
 */
export function startArchiver(deps: ArchiverDeps): { stop(): Promise<void> } {
  const controller = new AbortController();
  const done = run(deps, controller.signal);
  return {
    stop: async () => {
      controller.abort();
      await done;
    },
  };
}

async function run(deps: ArchiverDeps, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      await receive(deps, signal);
    } catch (error) {
      if (!signal.aborted) await explain(deps, error);
    }
    await sleep(retryMs, undefined, { signal }).catch(() => {});
  }
}

async function receive(deps: ArchiverDeps, signal: AbortSignal) {
  const archive = await openArchive(deps.archiveDir);
  let lsn: string | undefined;
  let last = 0;
  await receiveWal(deps.url, archive, {
    signal,
    onNewBeginning: deps.onNewBeginning,
    onFlushed(place) {
      const now = performance.now();
      if (lsn !== undefined && now - last < reportEveryMs) return;
      [lsn, last] = [place, now];
      void deps.report({ lsn, failure: undefined });
    },
  });
}

async function explain({ log, report }: ArchiverDeps, error: unknown) {
  const code = codeOf(error);
  // Another process of ours reads it, and says so itself.
  if (code === objectInUse) return;
  const reason = error instanceof Error ? error.message : String(error);
  log.error({ code, reason }, 'the log is not being archived');
  await report({ lsn: undefined, failure: code === segmentGone ? 'log-gone' : code });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : codeOf(error.cause);
}
