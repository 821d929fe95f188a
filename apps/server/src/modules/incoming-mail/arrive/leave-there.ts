import { sql } from 'kysely';
import { newId } from '../../../platform/ids.ts';
import type { ListedMessage } from '../../../platform/mail/fetch/imap-folder.ts';
import type { MessagePlace } from './arrival.ts';
import type { ArriveDeps } from './arrive-deps.ts';
import { noteUid } from './message-store.ts';

/** Why a message is not kept: it is larger than is taken, its server gave no byte of it, or it went while it was fetched. */
export type LeftProblem = 'too-large' | 'empty' | 'gone';

/**
 * Notes that a message stays where it is, with what its server says of it, so that a person sees to it: once, also when
 * the server begins its UIDs anew.
 */
export async function leaveThere(
  { db, clock }: Pick<ArriveDeps, 'db' | 'clock'>,
  place: MessagePlace,
  { listed, problem }: { listed: ListedMessage; problem: LeftProblem },
): Promise<void> {
  const { mailboxId, uidValidity, uid } = place;
  const { size, receivedAt, messageId, from, subject } = listed;
  await db.transaction().execute(async (tx) => {
    await noteUid(tx, place, { problem });
    await sql`
      INSERT INTO left_messages (id, mailbox_id, uid_validity, uid, problem, size, received_at, message_id, from_name,
        from_address, subject, noted_at)
      SELECT ${newId()}, ${mailboxId}, ${uidValidity}::bigint, ${uid}::bigint, ${problem}, ${size}::bigint,
        ${receivedAt}::timestamptz, ${messageId}::text, ${from?.name || null}::text, ${from?.address || null}::text,
        ${subject}, ${clock.now()}::timestamptz
      WHERE NOT EXISTS (SELECT FROM left_messages AS known
        WHERE known.mailbox_id = ${mailboxId} AND known.uid_validity <> ${uidValidity} AND known.size = ${size}
          AND known.message_id = ${messageId} AND known.received_at = ${receivedAt})
      ON CONFLICT DO NOTHING
    `.execute(tx);
  });
}
