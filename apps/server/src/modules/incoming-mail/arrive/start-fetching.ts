import { randomUUID } from 'node:crypto';
import { repeat } from '../../../platform/jobs/repeat.ts';
import { openImap, toImapFailure } from '../../../platform/mail/fetch/imap-client.ts';
import { openFolder } from '../../../platform/mail/fetch/imap-folder.ts';
import { holdMailbox, noteCheck, releaseMailbox } from '../mailboxes/mailbox-state.ts';
import { type FetchedMailbox, listFetchedMailboxes } from '../mailboxes/mailbox-store.ts';
import type { ArriveDeps } from './arrive-deps.ts';
import { fetchMailbox } from './fetch-mailbox.ts';

/** Shorter ones are for tests. Milliseconds. */
export type FetchingTimes = {
  /** How often it looks which mailboxes there are and which nobody holds. */
  readonly lookEvery: number;
  /** For a server that tells nothing by itself. */
  readonly pollEvery: number;
  /** After a failure; doubled up to ten times it. */
  readonly retryAfter: number;
};

const usualTimes: FetchingTimes = { lookEvery: 10_000, pollEvery: 60_000, retryAfter: 30_000 };

type Running = { version: number; stop: AbortController; done: Promise<void> };

/** Reads the mailboxes that are fetched until `stop`; of several processes each mailbox is read by one. */
export function startFetching(
  deps: ArriveDeps,
  key: Buffer,
  times: FetchingTimes = usualTimes,
): { stop(): Promise<void> } {
  const holder = randomUUID();
  const running = new Map<string, Running>();
  const look = async () => {
    const mailboxes = await listFetchedMailboxes(deps.db, key);
    for (const [id, { version, stop }] of running)
      if (!mailboxes.some((mailbox) => mailbox.id === id && mailbox.version === version)) stop.abort();
    for (const mailbox of mailboxes) {
      const isMine = await holdMailbox(deps.db, mailbox.id, holder);
      if (!isMine) running.get(mailbox.id)?.stop.abort();
      else if (!running.has(mailbox.id)) begin(mailbox);
    }
  };
  const work = async (mailbox: FetchedMailbox, signal: AbortSignal) => {
    await follow(deps, mailbox, { times, signal });
    running.delete(mailbox.id);
    await releaseMailbox(deps.db, mailbox.id, holder).catch(() => {});
  };
  const begin = (mailbox: FetchedMailbox) => {
    const stop = new AbortController();
    const done = work(mailbox, stop.signal);
    running.set(mailbox.id, { version: mailbox.version, stop, done });
  };
  const looking = repeat(times.lookEvery, () =>
    look().catch((error: Error) => deps.log.warn({ reason: error.message }, 'mailboxes not looked at')),
  );
  return {
    stop: async () => {
      await looking.stop();
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

type Following = { times: FetchingTimes; signal: AbortSignal };

// Until told to stop: read, wait for news, read; after a failure from the beginning, each time a little later.
async function follow(
  deps: ArriveDeps,
  mailbox: FetchedMailbox,
  { times, signal }: Following,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await stayConnected(deps, mailbox, {
        times,
        signal,
        onRead: () => {
          failures = 0;
        },
      });
    } catch (error) {
      const failure = toImapFailure(error);
      deps.log.warn({ mailboxId: mailbox.id, kind: failure.kind }, 'mailbox not read');
      await noteCheck(deps.db, mailbox.id, failure.message).catch(() => {});
      failures += 1;
      await pause(Math.min(times.retryAfter * 2 ** (failures - 1), times.retryAfter * 10), signal);
    }
  }
}

async function stayConnected(
  deps: ArriveDeps,
  mailbox: FetchedMailbox,
  { times, signal, onRead }: Following & { onRead: () => void },
): Promise<void> {
  const client = await openImap(mailbox.server);
  try {
    const folder = await openFolder(client, mailbox.folder, mailbox.afterFetch === 'keep');
    while (!signal.aborted && client.usable) {
      await fetchMailbox(deps, mailbox, folder, signal);
      await noteCheck(deps.db, mailbox.id, null);
      onRead();
      await folder.waitForNews(times.pollEvery, signal);
    }
  } finally {
    // A word of farewell is not waited for: a server that is gone would not answer it.
    client.close();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
    if (signal.aborted) resolve();
  });
}
