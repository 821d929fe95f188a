import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { ImapFolder, ListedMessage } from '../../../platform/mail/fetch/imap-folder.ts';
import { advance, progressOf } from '../mailboxes/mailbox-state.ts';
import type { FetchedMailbox } from '../mailboxes/mailbox-store.ts';
import type { ArriveDeps } from './arrive-deps.ts';
import { findUnderOtherUid } from './find-known.ts';
import { keepMessage } from './keep-message.ts';
import { leaveThere } from './leave-there.ts';
import { noteUid } from './message-store.ts';

const batch = 50;

/**
 * Reads what is new in a mailbox, in the order of its UIDs, each message kept before the next is asked for; then carries
 * out what the mailbox says of those kept. Safe to break anywhere and to begin again. Gives how many were new.
 */
export async function fetchMailbox(
  deps: ArriveDeps,
  mailbox: FetchedMailbox,
  folder: ImapFolder,
  signal: AbortSignal,
): Promise<number> {
  const { uidValidity } = folder;
  const from = (await progressOf(deps.db, mailbox.id, uidValidity)) + 1;
  const uids = await folder.listUids(from, mailbox.since);
  let fresh = 0;
  for (let at = 0; at < uids.length && !signal.aborted; at += batch) {
    const listed = await folder.describe(
      await withoutSeen(deps, mailbox, { uidValidity, uids: uids.slice(at, at + batch) }),
    );
    for (const message of listed) {
      if (signal.aborted) break;
      if (await takeOne(deps, { mailbox, folder, message })) fresh += 1;
      await advance(deps.db, mailbox.id, { uidValidity, uid: message.uid });
    }
  }
  await settleKept(deps, mailbox, folder);
  return fresh;
}

type Taking = { mailbox: FetchedMailbox; folder: ImapFolder; message: ListedMessage };

async function takeOne(deps: ArriveDeps, { mailbox, folder, message }: Taking): Promise<boolean> {
  const place = { mailboxId: mailbox.id, uidValidity: folder.uidValidity, uid: message.uid };
  const known = await findUnderOtherUid(deps, { mailboxId: mailbox.id, folder, message });
  if (known !== undefined) {
    await noteUid(deps.db, place, { messageId: known });
    return false;
  }
  if (message.size > deps.maxMessageBytes) {
    await leaveThere(deps, place, { listed: message, problem: 'too-large' });
    return false;
  }
  const content = await folder.download(message.uid);
  if (content === undefined) {
    await leaveThere(deps, place, { listed: message, problem: 'gone' });
    return false;
  }
  return await keepOne(deps, { content, place, listed: message });
}

type Downloaded = {
  content: AsyncIterable<Uint8Array>;
  place: { mailboxId: string; uidValidity: number; uid: number };
  listed: ListedMessage;
};

async function keepOne(deps: ArriveDeps, { content, place, listed }: Downloaded): Promise<boolean> {
  const { receivedAt } = listed;
  const limits = { maxBytes: deps.maxMessageBytes, forbiddenTypes: [] };
  try {
    const raw = await deps.files.receive(content, limits);
    try {
      return (await keepMessage(deps, raw, [{ channel: 'imap', place, receivedAt }])).length > 0;
    } finally {
      await raw.discard();
    }
  } catch (error) {
    // The two that no further try will change; every other keeps the mailbox where it is, to be tried again.
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    await leaveThere(deps, place, { listed, problem });
    return false;
  }
}

function problemOf(error: unknown): 'too-large' | 'empty' | undefined {
  if (!(error instanceof AppError)) return undefined;
  if (error.code === 'document.too-large') return 'too-large';
  return error.code === 'document.empty' ? 'empty' : undefined;
}

async function withoutSeen(
  { db }: ArriveDeps,
  { id }: FetchedMailbox,
  { uidValidity, uids }: { uidValidity: number; uids: readonly number[] },
): Promise<number[]> {
  const { rows } = await sql<{ uid: number }>`
    SELECT mailbox_uids.uid FROM mailbox_uids
    WHERE mailbox_uids.mailbox_id = ${id} AND mailbox_uids.uid_validity = ${uidValidity}
      AND mailbox_uids.uid = ANY (${[...uids]}::bigint[])
  `.execute(db);
  const seen = new Set(rows.map(({ uid }) => uid));
  return uids.filter((uid) => !seen.has(uid));
}

// After the commit, and again after a crash: what is kept here may be moved there. Twice has no second effect.
async function settleKept({ db }: ArriveDeps, mailbox: FetchedMailbox, folder: ImapFolder): Promise<void> {
  const { rows } = await sql<{ uid: number }>`
    SELECT mailbox_uids.uid FROM mailbox_uids
    WHERE mailbox_uids.mailbox_id = ${mailbox.id} AND mailbox_uids.uid_validity = ${folder.uidValidity}
      AND mailbox_uids.settled_at IS NULL AND mailbox_uids.message_id IS NOT NULL
    ORDER BY mailbox_uids.uid LIMIT 1000
  `.execute(db);
  for (const { uid } of rows) {
    if (mailbox.afterFetch !== 'keep') await folder.settle(uid, mailbox.afterFetch, mailbox.moveTo);
    await sql`
      UPDATE mailbox_uids SET settled_at = now() WHERE mailbox_uids.mailbox_id = ${mailbox.id}
        AND mailbox_uids.uid_validity = ${folder.uidValidity} AND mailbox_uids.uid = ${uid}
    `.execute(db);
  }
}
