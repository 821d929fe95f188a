import { Readable } from 'node:stream';
import type { ImapFlow, MessageEnvelopeObject } from 'imapflow';
import { cleanLine } from '../parse/clean-words.ts';
import { readIds } from '../parse/read-headers.ts';
import { ImapFailure, toImapFailure } from './imap-client.ts';

/** What a server says of a message before anything of it is downloaded. */
export type ListedMessage = {
  readonly uid: number;
  readonly size: number;
  readonly receivedAt: Date;
  readonly messageId: string | null;
  /** As its header says, cleaned; all of it the sender's word. */
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly subject: string;
};

/** One folder of a server, open for reading. Every error is an `ImapFailure`. */
export type ImapFolder = {
  /** As long as it stays the same a UID names the same message. */
  readonly uidValidity: number;
  /** UIDs from this one on, in order, of messages received since a day. */
  listUids(from: number, since: Date): Promise<number[]>;
  describe(uids: readonly number[]): Promise<ListedMessage[]>;
  /** The message as the server has it, marked in no way; undefined when it is gone. */
  download(uid: number): Promise<Readable | undefined>;
  /** So many of its bytes from this one on, without marking it; undefined when it is gone. */
  peek(uid: number, start: number, length: number): Promise<Buffer | undefined>;
  /** Carries out on the server what its mailbox says. */
  settle(uid: number, how: 'seen' | 'move' | 'delete', moveTo: string | null): Promise<void>;
  /** Waits until the server tells of new messages, the time is over, or the line breaks. */
  waitForNews(maxMs: number, signal: AbortSignal): Promise<void>;
};

const chunkBytes = 1024 * 1024;

/** Opens a folder over a connection; `readOnly` where nothing is ever to be changed in it. */
export async function openFolder(client: ImapFlow, path: string, readOnly: boolean): Promise<ImapFolder> {
  const opened = await told(client.mailboxOpen(path, { readOnly }));
  return {
    uidValidity: Number(opened.uidValidity),
    listUids: async (from, since) => {
      const found = await told(client.search({ uid: `${from}:*`, since }, { uid: true }));
      // „n:*” names the last message even when it is older than n.
      return (found || []).filter((uid) => uid >= from).sort((one, other) => one - other);
    },
    describe: (uids) => told(describe(client, uids)),
    download: (uid) => told(download(client, uid)),
    peek: (uid, start, maxLength) => told(peek(client, uid, { start, maxLength })),
    settle: (uid, how, moveTo) => told(settle(client, uid, { how, moveTo })),
    waitForNews: (maxMs, signal) => waitForNews(client, maxMs, signal),
  };
}

async function describe(client: ImapFlow, uids: readonly number[]): Promise<ListedMessage[]> {
  if (uids.length === 0) return [];
  const query = { uid: true, size: true, internalDate: true, envelope: true };
  const found: ListedMessage[] = [];
  for await (const { uid, size, internalDate, envelope } of client.fetch(uids.join(','), query, {
    uid: true,
  })) {
    const receivedAt = new Date(internalDate ?? Number.NaN);
    found.push({
      uid,
      size: size ?? 0,
      receivedAt: Number.isNaN(receivedAt.getTime()) ? new Date() : receivedAt,
      messageId: readIds(envelope?.messageId ?? '')[0] ?? null,
      from: fromOf(envelope),
      subject: cleanLine(envelope?.subject ?? '', longestSubject),
    });
  }
  return found.sort((one, other) => one.uid - other.uid);
}

const longestSubject = 1000;
const longestName = 300;

function fromOf(envelope: MessageEnvelopeObject | undefined): ListedMessage['from'] {
  const [from] = envelope?.from ?? [];
  if (from === undefined) return null;
  return {
    name: cleanLine(from.name ?? '', longestName),
    address: cleanLine(from.address ?? '', longestName),
  };
}

async function peek(
  client: ImapFlow,
  uid: number,
  source: { start: number; maxLength: number },
): Promise<Buffer | undefined> {
  const found = await client.fetchOne(String(uid), { source }, { uid: true });
  return found ? found.source : undefined;
}

async function download(client: ImapFlow, uid: number): Promise<Readable | undefined> {
  const answer = await client.download(String(uid), undefined, { uid: true, chunkSize: chunkBytes });
  return 'content' in answer && answer.content instanceof Readable ? answer.content : undefined;
}

async function settle(
  client: ImapFlow,
  uid: number,
  { how, moveTo }: { how: 'seen' | 'move' | 'delete'; moveTo: string | null },
): Promise<void> {
  const range = String(uid);
  const byUid = { uid: true };
  if (how === 'seen') await client.messageFlagsAdd(range, ['\\Seen'], byUid);
  else if (how === 'move') {
    if ((await client.messageMove(range, moveTo ?? '', byUid)) === false)
      throw new ImapFailure('refused', `the folder ${moveTo ?? ''} takes no messages`, undefined);
  } else if (client.capabilities.has('UIDPLUS')) await client.messageDelete(range, byUid);
  // Without UIDPLUS an EXPUNGE would also take what others have only marked: it is marked, and left to them.
  else await client.messageFlagsAdd(range, ['\\Deleted'], byUid);
}

// The library goes into IDLE by itself, and polls where the server has none.
function waitForNews(client: ImapFlow, maxMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      client.off('exists', finish).off('close', finish);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, maxMs);
    client.on('exists', finish).on('close', finish);
    signal.addEventListener('abort', finish);
    if (signal.aborted || !client.usable) finish();
  });
}

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toImapFailure(error);
  }
}
