import type { IncomingMessage } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { findThread } from '../../outgoing-mail/index.ts';
import { readStart } from '../propose/read-text.ts';
import {
  type BounceJudgement,
  findAddresses,
  findMessageIds,
  isFromServer,
  judgeBounce,
} from './judge-bounce.ts';

/** A message of ours that a mail server's letter speaks of, and how sure that is. */
export type Bounce = BounceJudgement & {
  readonly outgoingId: string;
};

/**
 * Finds the message of ours that came back with a letter of a mail server (the empty sender, no report that machines read):
 * by the token in the address that it was sent to, or in what it returns, as a part or inside its text. Undefined for
 * what no mail server wrote, what names none of ours, and what is known to have come back already.
 */
export async function findBounce(
  tx: Tx,
  files: FileStore,
  { message, text }: { message: IncomingMessage; text: string },
): Promise<Bounce | undefined> {
  if (!isFromServer(message)) return undefined;
  const returned = await readReturned(files, message);
  const inside = [...findMessageIds(`${returned}\n${text}`), ...findAddresses(`${returned}\n${text}`)];
  const ours = await findThread(tx, {
    addresses: [...message.envelopeTo, ...message.toAddresses, ...inside],
    references: [...inside, ...(message.inReplyTo ? [message.inReplyTo] : []), ...message.referenceIds],
  });
  if (ours === null || ours.ownId === null || !mayComeBack.has(ours.state)) return undefined;
  const judged = judgeBounce({ text, returned }, { messageId: ours.ownId, toAddress: ours.toAddress });
  return { ...judged, outgoingId: ours.messageId };
}

const mayComeBack: ReadonlySet<string> = new Set(['sending', 'uncertain', 'accepted', 'delivered']);

const longestReturned = 64 * 1024;

// From the message as received: readers of mail show a message inside another as its text alone, without its ids.
async function readReturned(files: FileStore, { rawSha256 }: IncomingMessage): Promise<string> {
  const raw = await readStart(files, rawSha256);
  const end = /\r?\n\r?\n/.exec(raw);
  return end === null ? '' : raw.slice(end.index, end.index + longestReturned);
}
