import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { defineJob, type JobContext } from '../../../platform/jobs/define-job.ts';
import { deliver, type RawMail } from '../../../platform/mail/deliver.ts';
import type { MailSettings } from '../../../platform/mail/mailer.ts';
import { grantRead, openDocument } from '../../documents/index.ts';
import type { SendDeps } from '../outgoing-deps.ts';
import type { OutgoingMessage } from '../outgoing-message.ts';
import { lockMessage, readMessages } from '../outgoing-store.ts';
import { replyAddress } from '../token.ts';
import { queueSending, sendJob } from './send-job.ts';
import { putOff, settleDead, settleDelivery, settleUnwritten, type Trying } from './settle.ts';
import { nextHour, takeTurn } from './take-turn.ts';
import { writeMessage } from './write-message.ts';

/**
 * The job behind every message. It may run again at any point of its life and in several processes: what decides is the
 * row. One that a dead process left between the last bytes and the answer becomes `uncertain`, never another try.
 */
export const sendMessage = defineJob({
  ...sendJob,
  run: async (deps: SendDeps, { messageId }, context) => {
    const [message] = await readMessages(deps.db, sql`outgoing_messages.id = ${messageId}`);
    if (message === undefined) return;
    // A first run finds another one at work; what was run before and is run again died there.
    if (message.state === 'sending' && context.attempt > 1) return settleDead(deps, message);
    const due = await makeDue(deps, message);
    if (!due) return;
    if (deps.mail === undefined) {
      const next = new Date(deps.clock.now().getTime() + quarterMs);
      return putOff(deps, due, { trouble: 'no-server', reply: null, next });
    }
    await send(deps, due, { mail: deps.mail, context });
  },
});

const quarterMs = 15 * 60_000;

/** The message when its hour has come; one put off meanwhile has a job of its own. */
async function makeDue(deps: SendDeps, message: OutgoingMessage): Promise<OutgoingMessage | undefined> {
  const now = deps.clock.now();
  if (message.nextAt === null) return undefined;
  if (message.nextAt > now) {
    await queueSending(deps.db, message.id, message.nextAt);
    return undefined;
  }
  if (message.state === 'waiting') return message;
  const { numAffectedRows } = await sql`
    UPDATE outgoing_messages SET state = 'waiting', changed_at = ${now}
    WHERE outgoing_messages.id = ${message.id} AND outgoing_messages.state = 'held' AND outgoing_messages.next_at <= ${now}
  `.execute(deps.db);
  return numAffectedRows === 1n ? { ...message, state: 'waiting' } : undefined;
}

async function send(
  deps: SendDeps,
  message: OutgoingMessage,
  { mail, context }: { mail: MailSettings; context: JobContext },
) {
  if (message.rawDocumentId === null) {
    try {
      await writeMessage(deps, message, mail);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'document.storage-unavailable') throw error;
      return settleUnwritten(deps, message, error.code);
    }
  }
  const trying = await beginTry(deps, message, mail);
  if (trying === undefined) return;
  const delivery = await (deps.deliver ?? deliver)(trying.mail, {
    ...{ url: mail.url, quietMs: mail.quietMs, signal: context.signal },
    beforeLastBytes: () => markSending(deps, trying),
  });
  await settleDelivery(deps, trying, delivery);
}

// The try is written before the dialogue begins: whatever happens next, it is known that it was begun.
async function beginTry(
  deps: SendDeps,
  { id }: OutgoingMessage,
  mail: MailSettings,
): Promise<(Trying & { mail: RawMail }) | undefined> {
  const at = deps.clock.now();
  const begun = await deps.db.transaction().execute(async (tx) => {
    const message = await lockMessage(tx, id);
    if (message.state !== 'waiting' || message.nextAt === null || message.nextAt > at) return undefined;
    if (!(await takeTurn(tx, { address: message.toAddress, limits: mail.limits, at }))) return 'full';
    const number = message.attempts + 1;
    await sql`UPDATE outgoing_messages SET attempts = ${number}, changed_at = ${at} WHERE outgoing_messages.id = ${id}`.execute(
      tx,
    );
    await sql`INSERT INTO outgoing_tries (message_id, number, began_at) VALUES (${id}, ${number}, ${at})`.execute(
      tx,
    );
    return { message: { ...message, attempts: number }, number };
  });
  if (begun === 'full') {
    const [message] = await readMessages(deps.db, sql`outgoing_messages.id = ${id}`);
    if (message) await putOff(deps, message, { trouble: 'limit', reply: null, next: nextHour(at) });
    return undefined;
  }
  return begun && { ...begun, mail: await readRaw(deps, begun.message, mail) };
}

async function readRaw(deps: SendDeps, message: OutgoingMessage, mail: MailSettings): Promise<RawMail> {
  const { bytes } = await openDocument(deps, grantRead(message.id), message.rawDocumentId ?? '');
  return {
    // Reports come back to the token, also from servers that do not know RFC 3461.
    from: replyAddress(mail, message.token),
    to: message.toAddress,
    raw: Buffer.concat(await bytes.toArray()),
    id: message.token,
  };
}

/** Withdrawn while the dialogue was led, or taken up by another process: nothing more is given out. */
class NotOurs extends Error {}

async function markSending(deps: SendDeps, { message, number }: Trying) {
  const at = deps.clock.now();
  const { numAffectedRows } = await sql`
    UPDATE outgoing_messages SET state = 'sending', sending_at = ${at}, changed_at = ${at}, next_at = NULL,
      trouble = NULL, reply = NULL
    WHERE outgoing_messages.id = ${message.id} AND outgoing_messages.state = 'waiting'
      AND outgoing_messages.attempts = ${number}
  `.execute(deps.db);
  if (numAffectedRows !== 1n) throw new NotOurs('the message is no longer to be sent');
}
