import {
  type ActOnMessageRequest,
  AppError,
  type DecideMessageRequest,
  type EventType,
  type OutgoingAction,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { lockCaseFiles } from '../../case-files/index.ts';
import type { Actor } from '../../identity/index.ts';
import { lockLetterWithFile } from '../../letters/index.ts';
import type { OutgoingMailDeps } from '../outgoing-deps.ts';
import { type OutgoingMessage, outgoingActions } from '../outgoing-message.ts';
import { lockMessage } from '../outgoing-store.ts';
import { queueSending } from '../send/send-job.ts';
import { acceptWithin } from '../send/settle.ts';
import { recordHappening } from '../tell-people.ts';
import { requireMessageRow } from '../views/outgoing-views.ts';
import { requireNoneUnderWay } from './send-letter.ts';

type Command = ActOnMessageRequest & { id: string };
type Place = { tx: Tx; message: OutgoingMessage; at: Date; actor: Actor };
type Act = {
  action: OutgoingAction;
  event: EventType;
  body?: object;
  write(place: Place): Promise<void>;
};

/** Takes a message out of the queue before it left, or gives up one that failed. */
export const withdrawMessage = (deps: OutgoingMailDeps, actor: Actor, command: Command): Promise<void> =>
  act(deps, actor, command, {
    action: 'withdraw',
    event: 'outgoing-message.withdrawn',
    write: ({ tx, message, at }) => withdraw(tx, message.id, at),
  });

/** Has a message tried at once: one that waits for its turn, or for the hour chosen. */
export const sendMessageNow = (deps: OutgoingMailDeps, actor: Actor, command: Command): Promise<void> =>
  act(deps, actor, command, {
    action: 'send-now',
    event: 'outgoing-message.tried-again',
    write: ({ tx, message, at }) => queueAgain(tx, message.id, at),
  });

/** Puts a message that failed in the queue again. */
export const tryMessageAgain = (deps: OutgoingMailDeps, actor: Actor, command: Command): Promise<void> =>
  act(deps, actor, command, {
    action: 'try-again',
    event: 'outgoing-message.tried-again',
    async write({ tx, message, at }) {
      if (message.letterId) await requireStillHere(tx, message.letterId);
      await queueAgain(tx, message.id, at);
    },
  });

/** Settles a message of which nobody knows whether it left: only a person may send it again. */
export const decideMessage = (
  deps: OutgoingMailDeps,
  actor: Actor,
  { decision, ...command }: DecideMessageRequest & { id: string },
): Promise<void> =>
  act(deps, actor, command, {
    action: 'decide',
    event: 'outgoing-message.decided',
    body: { decision },
    async write({ tx, message, at }) {
      const decided = sql`, decision = ${decision}, decided_at = ${at}, decided_by = ${actor.accountId}`;
      if (decision === 'was-sent')
        await acceptWithin(tx, deps, { message, at, reply: null, decision: decided });
      if (decision === 'send-again') await queueAgain(tx, message.id, at, decided);
      if (decision === 'not-sent') await withdraw(tx, message.id, at, decided);
    },
  });

// A letter whose message failed may have gone by post since.
async function requireStillHere(tx: Tx, letterId: string) {
  const { status } = await lockLetterWithFile(tx, letterId);
  if (status !== 'ready') throw new AppError('conflict', 'outgoing-mail.changed-meanwhile');
  await requireNoneUnderWay(tx, letterId);
}

async function withdraw(tx: Tx, id: string, at: Date, decided = sql``) {
  await sql`
    UPDATE outgoing_messages SET state = 'withdrawn', withdrawn_at = ${at}, changed_at = ${at}, next_at = NULL,
      sending_at = NULL ${decided}
    WHERE outgoing_messages.id = ${id}
  `.execute(tx);
}

async function queueAgain(tx: Tx, id: string, at: Date, decided = sql``) {
  await sql`
    UPDATE outgoing_messages SET state = 'waiting', next_at = ${at}, changed_at = ${at}, sending_at = NULL,
      trouble = NULL ${decided}
    WHERE outgoing_messages.id = ${id}
  `.execute(tx);
  await queueSending(tx, id, at);
}

// A letter leaves under the locks of its file and its own, so those come before the message's.
async function act(
  deps: OutgoingMailDeps,
  actor: Actor,
  { id, requestId, state }: Command,
  { action, event, body = {}, write }: Act,
): Promise<void> {
  const row = await requireMessageRow(deps, actor, id);
  if (!row.mayAct) throw new AppError('forbidden', 'outgoing-mail.not-allowed');
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now();
    if (row.caseFile) await lockCaseFiles(tx, [row.caseFile.id]);
    const message = await lockMessage(tx, id);
    const command = {
      accountId: actor.accountId,
      requestId,
      action: event,
      body: { id, state, ...body },
      at,
    };
    if (!(await claimCommand(tx, command))) return;
    if (message.state !== state) throw new AppError('conflict', 'outgoing-mail.changed-meanwhile');
    if (!outgoingActions(message.state).includes(action))
      throw new AppError('forbidden', 'outgoing-mail.not-allowed');
    await write({ tx, message, at, actor });
    await recordHappening(tx, message, { type: event, at, by: actor.accountId });
  });
}
