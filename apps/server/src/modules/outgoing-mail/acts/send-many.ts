import { AppError, Id, type SendLettersByEmailRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import { derivedId } from '../../../platform/ids.ts';
import { type Actor, requirePermission, resolveAccount } from '../../identity/index.ts';
import { requireLetter } from '../../letters/index.ts';
import { beginLongWork, defineLongWork, type LongWorkOutcome } from '../../long-works/index.ts';
import type { OutgoingActDeps } from '../outgoing-deps.ts';
import { proposeMail } from './letter-mail.ts';
import { sendLetterByEmail } from './send-letter.ts';

const Params = z.strictObject({
  username: z.string(),
  items: z.array(z.strictObject({ id: Id, version: z.int() })),
  notBefore: z.string().nullable(),
});
type Params = z.infer<typeof Params>;
type Item = Params['items'][number];

/**
 * Puts many letters in the queue, one after another, each with its usual text; what one is refused for does not keep the
 * others back, and stands beside it. May be repeated: what is done is not done again.
 */
export const sendLetters = defineLongWork({
  name: 'outgoing-mail.send-letters',
  schema: Params,
  run: async (deps: OutgoingActDeps, params: Params, work): Promise<LongWorkOutcome> => {
    const actor = await resolveAccount(deps, params.username);
    if (actor === undefined) throw new AppError('forbidden', 'letter.not-allowed');
    let queued = 0;
    for (const [index, item] of params.items.entries()) {
      await work.progress('letters', index, params.items.length);
      if (await sendOne(deps, actor, { item, workId: work.id, notBefore: params.notBefore })) queued++;
    }
    await work.progress('letters', params.items.length, params.items.length);
    return { file: null, counts: { queued, refused: params.items.length - queued } };
  },
});

type Sending = { item: Item; workId: string; notBefore: string | null };

async function sendOne(deps: OutgoingActDeps, actor: Actor, sending: Sending): Promise<boolean> {
  const { item, workId } = sending;
  try {
    const messageId = await sendUsual(deps, actor, sending);
    await note(deps, { workId, letterId: item.id, messageId, errorCode: null });
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.family === 'dependency') throw error;
    await note(deps, { workId, letterId: item.id, messageId: null, errorCode: error.code });
    return false;
  }
}

async function sendUsual(
  deps: OutgoingActDeps,
  actor: Actor,
  { item, workId, notBefore }: Sending,
): Promise<string> {
  const { address, subject, body } = await proposeMail(deps, await requireLetter(deps, actor, item.id));
  // One id for one letter of one work: a work that is run again finds its own command.
  const requestId = derivedId(workId, item.id);
  return sendLetterByEmail(deps, actor, {
    ...{ ...item, requestId, address, subject, body, notBefore },
    despiteBounce: false,
  });
}

type Noted = { workId: string; letterId: string; messageId: string | null; errorCode: string | null };

async function note({ db }: OutgoingActDeps, { workId, letterId, messageId, errorCode }: Noted) {
  await sql`
    INSERT INTO outgoing_batch_items (work_id, letter_id, message_id, error_code)
    SELECT ${workId}, letters.id, ${messageId}::uuid, ${errorCode} FROM letters WHERE letters.id = ${letterId}
    ON CONFLICT (work_id, letter_id) DO UPDATE SET message_id = excluded.message_id, error_code = excluded.error_code
  `.execute(db);
}

/** Begins the sending of many. The same request again gives the same work. */
export async function requestSending(
  deps: OutgoingActDeps,
  actor: Actor,
  { requestId, items, notBefore }: SendLettersByEmailRequest,
): Promise<{ workId: string }> {
  requirePermission(actor, 'entry.dispatch', null);
  if (!deps.mailConfigured) throw new AppError('conflict', 'outgoing-mail.no-server');
  const workId = await deps.db.transaction().execute((tx) =>
    beginLongWork(tx, sendLetters, {
      ...{ accountId: actor.accountId, requestId, at: deps.clock.now() },
      params: { username: actor.username, items, notBefore },
      label: { letters: items.length },
    }),
  );
  return { workId };
}
