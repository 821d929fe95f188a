import type { MailAuthentication } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';
import type { ReceivedFile } from '../../../platform/files/file-store.ts';
import { newId } from '../../../platform/ids.ts';
import { unchecked } from '../../../platform/mail/authenticate/authenticate-mail.ts';
import type { ParsedMessage } from '../../../platform/mail/parse/parsed-message.ts';
import { keepReceived } from '../../documents/index.ts';
import { type Arrival, mailboxOf } from './arrival.ts';
import type { ArriveDeps } from './arrive-deps.ts';
import { readMessages } from './message-reader.ts';
import { findKept, insertMessage, insertParts, noteUid } from './message-store.ts';
import { type ReceivedPart, receiveParts } from './receive-parts.ts';

/**
 * Keeps a message that came in whole, once for each mailbox that it came to, and lets the house go on with it: one
 * transaction for its bytes, its rows and whatever follows from it. The same message again, whatever crashed in between,
 * has no second effect. Gives the ids of what was new.
 */
export async function keepMessage(
  deps: ArriveDeps,
  raw: ReceivedFile,
  arrivals: readonly Arrival[],
): Promise<string[]> {
  const known = await Promise.all(arrivals.map((arrival) => findKept(deps.db, raw.sha256, arrival)));
  if (known.every((id) => id !== undefined)) {
    await deps.db.transaction().execute((tx) => noteUids(tx, arrivals, known));
    return [];
  }
  const message = await deps.reader.read(raw.localPath, deps.clock.now());
  const auth = await authenticate(deps, { raw, message, arrivals });
  const parts = await receiveParts(deps, raw, message.parts);
  try {
    return await deps.db
      .transaction()
      .execute((tx) => keepWithin(tx, deps, { raw, message, auth, parts, arrivals }));
  } finally {
    for (const { file } of parts) await file?.discard();
  }
}

type Arrived = {
  raw: ReceivedFile;
  message: ParsedMessage;
  auth: MailAuthentication;
  parts: readonly ReceivedPart[];
  arrivals: readonly Arrival[];
};

async function keepWithin(tx: Tx, deps: ArriveDeps, arrived: Arrived): Promise<string[]> {
  const { raw, parts, arrivals } = arrived;
  const at = deps.clock.now();
  const withBytes = parts.flatMap(({ file, pages }) => (file ? [{ file, pages }] : []));
  const bytes = [{ file: raw, pages: 0 }, ...withBytes];
  await keepReceived(tx, bytes, { at, subscribers: deps.uploadSubscribers });
  const fresh: string[] = [];
  const ids: (string | undefined)[] = [];
  for (const arrival of arrivals) {
    const id = newId();
    const isNew = await insertMessage(tx, { id, arrival, fetchedAt: at, ...arrived });
    if (isNew) {
      fresh.push(id);
      await insertParts(tx, id, parts);
    }
    ids.push(isNew ? id : await findKept(tx, raw.sha256, arrival));
  }
  await noteUids(tx, arrivals, ids);
  for (const message of await readMessages(tx, fresh))
    for (const subscriber of deps.messageSubscribers) await subscriber.arrived(tx, message);
  return fresh;
}

async function noteUids(tx: Tx, arrivals: readonly Arrival[], ids: readonly (string | undefined)[]) {
  for (const [index, arrival] of arrivals.entries()) {
    const messageId = ids[index];
    if (messageId === undefined) throw new Error(`no message of mailbox ${mailboxOf(arrival)}`);
    if (arrival.channel === 'imap') await noteUid(tx, arrival.place, { messageId });
  }
}

// What the relay says of whoever handed it in is nearer to the truth than any line of the header.
function authenticate(
  { authenticate: check }: ArriveDeps,
  { raw, message, arrivals }: Pick<Arrived, 'raw' | 'message' | 'arrivals'>,
): Promise<MailAuthentication> {
  if (message.state === 'unparsable') return Promise.resolve(unchecked);
  const [arrival] = arrivals;
  if (arrival?.channel !== 'smtp') return check(raw.localPath, message.hop);
  const { address, helo } = arrival.hop.address ? arrival.hop : message.hop;
  return check(raw.localPath, { address, helo, sender: arrival.from || message.hop.sender });
}
