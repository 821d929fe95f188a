import { formatRegistrationNumber, type OutgoingTrouble } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { type RawBuilder, sql } from 'kysely';
import messages from '../../../../messages/outgoing-mail.ro.json' with { type: 'json' };
import type { Tx } from '../../../platform/db.ts';
import type { Delivery } from '../../../platform/mail/deliver.ts';
import { addCaseItems, lockCaseFiles } from '../../case-files/index.ts';
import { leaveByEmail } from '../../letters/index.ts';
import { outgoingLetterSubscriber } from '../keep-letters-in.ts';
import type { OutgoingMailDeps, SendDeps } from '../outgoing-deps.ts';
import { nextTry, type OutgoingMessage, type Trouble } from '../outgoing-message.ts';
import { lockMessage } from '../outgoing-store.ts';
import { recordHappening, tellPeople } from '../tell-people.ts';
import { queueSending } from './send-job.ts';

const texts = openTexts(messages);

/** A try under way: the message, and which try of it this is. */
export type Trying = { readonly message: OutgoingMessage; readonly number: number };

/** Writes what became of a try. One that another process has taken over meanwhile changes nothing. */
export async function settleDelivery(deps: SendDeps, trying: Trying, delivery: Delivery): Promise<void> {
  const { outcome, reply } = delivery;
  if (outcome === 'accepted') return settleAccepted(deps, trying, reply);
  if (outcome === 'refused') return fail(deps, trying, { trouble: refusedBy(reply), reply });
  if (outcome === 'uncertain') return doubt(deps, trying, { trouble: 'lost-answer', reply });
  await tryLater(deps, trying, { trouble: outcome, reply });
}

const refusedBy = (reply: string): OutgoingTrouble =>
  /\b5\.3\.4\b|larger than allowed/i.test(reply) ? 'too-large' : 'refused';

// The server has it: what we write of it must not be lost for a database that restarts.
async function settleAccepted(deps: SendDeps, trying: Trying, reply: string): Promise<void> {
  try {
    await insist(deps.pauses ?? patience, () => accept(deps, { ...trying, reply }));
  } catch {
    await doubt(deps, trying, { trouble: 'not-recorded', reply });
  }
}

const patience = [100, 400, 1_500, 5_000];

async function insist(pauses: readonly number[], work: () => Promise<void>): Promise<void> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  await work();
}

/** The message is the server's: the letter has left, its term is met, and what was sent lies in the file. */
export async function accept(
  deps: OutgoingMailDeps,
  { message, number, reply }: { message: OutgoingMessage; number: number; reply: string | null },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now();
    if (message.caseFileId) await lockCaseFiles(tx, [message.caseFileId]);
    const now = await lockMessage(tx, message.id);
    if (now.attempts !== number || (now.state !== 'sending' && now.state !== 'uncertain')) return;
    await acceptWithin(tx, deps, { message: now, at, reply });
    await endTry(tx, { id: message.id, number, outcome: 'accepted', reply }, at);
  });
}

/** The same in a transaction that holds the locks of file and message. */
export async function acceptWithin(
  tx: Tx,
  deps: OutgoingMailDeps,
  {
    message,
    at,
    reply,
    decision = sql``,
  }: { message: OutgoingMessage; at: Date; reply: string | null; decision?: RawBuilder<unknown> },
): Promise<void> {
  const { id, letterId, caseFileId, rawDocumentId, queuedBy, onBehalfOf, toAddress } = message;
  const acting = { accountId: queuedBy, onBehalfOf };
  const note = texts('note.left', { address: toAddress });
  // It is this message by which it leaves: the guard that keeps letters in while one is under way is not asked.
  const letterSubscribers = deps.letterSubscribers.filter((one) => one !== outgoingLetterSubscriber);
  const leaving = { letterId, acting, at, note };
  const departureId = letterId
    ? await leaveByEmail(tx, { ...deps, letterSubscribers }, { ...leaving, letterId })
    : null;
  if (departureId === undefined) throw new Error('a letter whose message was taken cannot leave');
  await sql`
    UPDATE outgoing_messages SET state = 'accepted', accepted_at = ${at}, changed_at = ${at}, sending_at = NULL,
      trouble = NULL, reply = coalesce(${reply}, outgoing_messages.reply), departure_id = ${departureId} ${decision}
    WHERE outgoing_messages.id = ${id}
  `.execute(tx);
  if (caseFileId && rawDocumentId) {
    const title = await titleOf(tx, message);
    const items = [{ documentId: rawDocumentId, title }];
    await addCaseItems(tx, { caseFileId, items, accountId: queuedBy, at });
  }
  await recordHappening(tx, message, { type: 'outgoing-message.accepted', at });
}

async function titleOf(tx: Tx, { purpose, caseFileId }: OutgoingMessage): Promise<string> {
  const { rows } = await sql<{ number: number; on: string }>`
    SELECT entries.number, entries.registered_on AS on FROM entries WHERE entries.id = ${caseFileId}`.execute(
    tx,
  );
  const number = rows[0] ? formatRegistrationNumber(rows[0].number, rows[0].on) : '';
  return texts(`document.${purpose}`, { number });
}

type TryEnd = { id: string; number: number; outcome: Delivery['outcome']; reply: string | null };

async function endTry(tx: Tx, { id, number, outcome, reply }: TryEnd, at: Date) {
  await sql`
    UPDATE outgoing_tries SET ended_at = ${at}, outcome = ${outcome}, reply = ${reply}
    WHERE outgoing_tries.message_id = ${id} AND outgoing_tries.number = ${number}
      AND (outgoing_tries.outcome IS NULL OR outgoing_tries.outcome = 'uncertain')
  `.execute(tx);
}

async function tryLater(
  deps: OutgoingMailDeps,
  trying: Trying,
  { trouble, reply }: { trouble: 'deferred' | 'unreachable' | 'interrupted'; reply: string },
) {
  const next = nextTry(trying.number, deps.clock.now());
  if (next === undefined) return fail(deps, trying, { trouble: 'gave-up', reply });
  await ending(deps, trying, { outcome: trouble, reply }, async (tx, message, at) => {
    await sql`
      UPDATE outgoing_messages SET state = 'waiting', next_at = ${next}, changed_at = ${at}, sending_at = NULL,
        trouble = ${trouble}, reply = ${reply}
      WHERE outgoing_messages.id = ${message.id}
    `.execute(tx);
    await queueSending(tx, message.id, next);
  });
}

async function fail(deps: OutgoingMailDeps, trying: Trying, trouble: Trouble) {
  const outcome = trouble.trouble === 'gave-up' ? 'deferred' : 'refused';
  await ending(deps, trying, { outcome, reply: trouble.reply }, (tx, message, at) =>
    failWithin(tx, message, { ...trouble, at }),
  );
}

async function failWithin(tx: Tx, message: OutgoingMessage, { trouble, reply, at }: Trouble & { at: Date }) {
  await sql`
    UPDATE outgoing_messages SET state = 'failed', next_at = NULL, changed_at = ${at}, sending_at = NULL,
      trouble = ${trouble}, reply = ${reply}
    WHERE outgoing_messages.id = ${message.id}
  `.execute(tx);
  await recordHappening(tx, message, { type: 'outgoing-message.failed', at });
  await tellPeople(tx, message, { kind: 'mail-failed', at });
}

async function doubt(deps: OutgoingMailDeps, trying: Trying, trouble: Trouble) {
  await ending(deps, trying, { outcome: 'uncertain', reply: trouble.reply }, (tx, message, at) =>
    doubtWithin(tx, message, { ...trouble, at }),
  );
}

async function doubtWithin(tx: Tx, message: OutgoingMessage, { trouble, reply, at }: Trouble & { at: Date }) {
  if (message.state !== 'sending') return;
  await sql`
    UPDATE outgoing_messages SET state = 'uncertain', changed_at = ${at}, trouble = ${trouble}, reply = ${reply}
    WHERE outgoing_messages.id = ${message.id}
  `.execute(tx);
  await recordHappening(tx, message, { type: 'outgoing-message.uncertain', at });
  await tellPeople(tx, message, { kind: 'mail-uncertain', at });
}

// Only the try that is the message's last may write; a person may have withdrawn it meanwhile.
async function ending(
  deps: OutgoingMailDeps,
  { message: { id }, number }: Trying,
  { outcome, reply }: { outcome: Delivery['outcome']; reply: string | null },
  write: (tx: Tx, message: OutgoingMessage, at: Date) => Promise<void>,
) {
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now();
    const message = await lockMessage(tx, id);
    await endTry(tx, { id, number, outcome, reply }, at);
    if (message.attempts !== number || (message.state !== 'sending' && message.state !== 'waiting')) return;
    await write(tx, message, at);
  });
}

/** The process that was giving out the last bytes of it is gone: only the server knows whether it took it. */
export async function settleDead(deps: OutgoingMailDeps, { id }: Pick<OutgoingMessage, 'id'>): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now();
    const message = await lockMessage(tx, id);
    if (message.state !== 'sending') return;
    await endTry(tx, { id, number: message.attempts, outcome: 'uncertain', reply: null }, at);
    await doubtWithin(tx, message, { trouble: 'process-ended', reply: null, at });
  });
}

/** It could not be written: an attachment is not there as it was. */
export async function settleUnwritten(
  deps: OutgoingMailDeps,
  { id }: Pick<OutgoingMessage, 'id'>,
  code: string,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const message = await lockMessage(tx, id);
    if (message.state !== 'waiting') return;
    await failWithin(tx, message, { trouble: 'file-damaged', reply: code, at: deps.clock.now() });
  });
}

/** Nothing was tried: it waits, and says why. */
export async function putOff(
  deps: OutgoingMailDeps,
  { id }: Pick<OutgoingMessage, 'id'>,
  { trouble, reply, next }: Trouble & { next: Date },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now();
    const { numAffectedRows } = await sql`
      UPDATE outgoing_messages SET next_at = ${next}, trouble = ${trouble}, reply = ${reply}, changed_at = ${at}
      WHERE outgoing_messages.id = ${id} AND outgoing_messages.state = 'waiting'
    `.execute(tx);
    if (numAffectedRows === 1n) await queueSending(tx, id, next);
  });
}
