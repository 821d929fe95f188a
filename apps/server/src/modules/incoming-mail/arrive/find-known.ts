import { sql } from 'kysely';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { ImapFolder, ListedMessage } from '../../../platform/mail/fetch/imap-folder.ts';
import type { ArriveDeps } from './arrive-deps.ts';

type Known = { id: string; sha256: string; size: number };

// All of nearly every message; of a larger one its header, which no two deliveries share, and its end.
const comparedBytes = 64 * 1024;

/**
 * A server that began its UIDs anew (another UIDVALIDITY) has the same messages under other numbers: one with the same id,
 * size and hour, and the same bytes where they are compared, is not downloaded again. Under one UIDVALIDITY another UID is
 * another message, whatever its header says: it is downloaded, and all its bytes tell.
 */
export async function findUnderOtherUid(
  { db, files }: Pick<ArriveDeps, 'db' | 'files'>,
  { mailboxId, folder, message }: { mailboxId: string; folder: ImapFolder; message: ListedMessage },
): Promise<string | undefined> {
  const { messageId, size, receivedAt, uid } = message;
  if (messageId === null) return undefined;
  const { rows } = await sql<Known>`
    SELECT incoming_messages.id, incoming_messages.raw_sha256 AS sha256, incoming_messages.raw_size AS size
    FROM incoming_messages
    WHERE incoming_messages.message_id = ${messageId} AND incoming_messages.mailbox_id = ${mailboxId}
      AND incoming_messages.channel = 'imap' AND incoming_messages.raw_size = ${size}
      AND incoming_messages.received_at = ${receivedAt} AND incoming_messages.uid_validity <> ${folder.uidValidity}
    ORDER BY incoming_messages.id
  `.execute(db);
  for (const known of rows) if (await isSame(files, folder, { uid, known })) return known.id;
  return undefined;
}

async function isSame(
  files: FileStore,
  folder: ImapFolder,
  { uid, known }: { uid: number; known: Known },
): Promise<boolean> {
  const starts = [...new Set([0, Math.max(known.size - comparedBytes, 0)])];
  for (const start of starts) {
    const [theirs, ours] = await Promise.all([
      folder.peek(uid, start, comparedBytes),
      readFrom(files, known.sha256, start),
    ]);
    if (theirs === undefined || ours === undefined || !ours.equals(theirs)) return false;
  }
  return true;
}

async function readFrom(files: FileStore, sha256: string, start: number): Promise<Buffer | undefined> {
  const stream = await files.open(sha256);
  if (stream === undefined) return undefined;
  const pieces: Buffer[] = [];
  let at = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    pieces.push(piece.subarray(Math.max(start - at, 0), Math.max(start + comparedBytes - at, 0)));
    at += piece.length;
    if (at >= start + comparedBytes) break;
  }
  return Buffer.concat(pieces);
}
