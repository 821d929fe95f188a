import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { confirmRegistration } from '../../outgoing-mail/index.ts';

type Due = {
  message_id: string;
  entry_id: string;
  to_address: string;
  to_name: string | null;
  in_reply_to: string | null;
  reference_ids: string[];
  account_id: string;
  on_behalf_of: string | null;
};

const mostAtOnce = 100;
// The thread goes on with the newest; a header has no room for all.
const mostReferences = 20;

/**
 * Confirms what is due, each once: right after the number, and again by the upkeep for those whose process ended in
 * between. `messageId`: of this message alone. Gives how many.
 */
export async function queueConfirmations(
  { db, clock }: { db: Db; clock: Clock },
  only: { messageId?: string } = {},
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const due = await takeDue(tx, only.messageId);
    for (const each of due) await confirm(tx, { clock }, each);
    return due.length;
  });
}

async function takeDue(tx: Tx, messageId: string | undefined): Promise<Due[]> {
  const { rows } = await sql<Due>`
    SELECT intake_registrations.message_id, intake_registrations.entry_id, intake_registrations.to_address,
      incoming_messages.from_name AS to_name, incoming_messages.message_id AS in_reply_to, incoming_messages.reference_ids,
      incoming_messages.decided_by AS account_id, incoming_messages.on_behalf_of
    FROM intake_registrations
    JOIN incoming_messages ON incoming_messages.id = intake_registrations.message_id
    WHERE intake_registrations.confirmation = 'due'
      AND ${messageId === undefined ? sql`true` : sql`intake_registrations.message_id = ${messageId}`}
    ORDER BY intake_registrations.at LIMIT ${mostAtOnce} FOR UPDATE OF intake_registrations SKIP LOCKED
  `.execute(tx);
  return rows;
}

async function confirm(tx: Tx, deps: { clock: Clock }, due: Due) {
  const { in_reply_to: inReplyTo, reference_ids } = due;
  await confirmRegistration(tx, deps, {
    entryId: due.entry_id,
    to: { address: due.to_address, name: due.to_name ?? '' },
    inReplyTo,
    references: [...reference_ids, ...(inReplyTo ? [inReplyTo] : [])].slice(-mostReferences),
    by: { accountId: due.account_id, onBehalfOf: due.on_behalf_of },
  });
  await sql`UPDATE intake_registrations SET confirmation = 'queued'
    WHERE intake_registrations.message_id = ${due.message_id}`.execute(tx);
}
