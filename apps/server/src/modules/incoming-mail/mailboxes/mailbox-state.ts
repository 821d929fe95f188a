import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

const heldSeconds = 60;

/**
 * Takes a mailbox for this process, or goes on holding it; false while another does. Two that read the same mailbox would
 * do no harm, but the work twice.
 */
export async function holdMailbox(db: Db, mailboxId: string, holder: string): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO mailbox_states AS state (mailbox_id, holder, held_until)
    VALUES (${mailboxId}, ${holder}, now() + make_interval(secs => ${heldSeconds}))
    ON CONFLICT (mailbox_id) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
      WHERE state.holder IS NULL OR state.holder = excluded.holder OR state.held_until < now()
    RETURNING state.mailbox_id
  `.execute(db);
  return rows.length > 0;
}

/** Lets go of a mailbox that this process holds. */
export async function releaseMailbox(db: Db, mailboxId: string, holder: string): Promise<void> {
  await sql`
    UPDATE mailbox_states SET holder = NULL, held_until = NULL
    WHERE mailbox_states.mailbox_id = ${mailboxId} AND mailbox_states.holder = ${holder}
  `.execute(db);
}

/** How far it was read under this UIDVALIDITY: under another one it is read from its beginning. */
export async function progressOf(db: Db, mailboxId: string, uidValidity: number): Promise<number> {
  const { rows } = await sql<{ last_uid: number }>`
    UPDATE mailbox_states SET uid_validity = ${uidValidity},
      last_uid = CASE WHEN mailbox_states.uid_validity = ${uidValidity} THEN mailbox_states.last_uid ELSE 0 END
    WHERE mailbox_states.mailbox_id = ${mailboxId} RETURNING mailbox_states.last_uid
  `.execute(db);
  return rows[0]?.last_uid ?? 0;
}

/** Everything up to this UID was seen; never goes back. */
export async function advance(
  db: Db,
  mailboxId: string,
  { uidValidity, uid }: { uidValidity: number; uid: number },
): Promise<void> {
  await sql`
    UPDATE mailbox_states SET last_uid = greatest(mailbox_states.last_uid, ${uid})
    WHERE mailbox_states.mailbox_id = ${mailboxId} AND mailbox_states.uid_validity = ${uidValidity}
  `.execute(db);
}

/** Notes that the mailbox was looked at, or what its server answered instead. */
export async function noteCheck(db: Db, mailboxId: string, failure: string | null): Promise<void> {
  await sql`
    INSERT INTO mailbox_states AS state (mailbox_id, checked_at, failed_since, failure)
    VALUES (${mailboxId}, now(), CASE WHEN ${failure}::text IS NULL THEN NULL ELSE now() END, ${failure})
    ON CONFLICT (mailbox_id) DO UPDATE SET checked_at = excluded.checked_at, failure = excluded.failure,
      failed_since = CASE WHEN excluded.failure IS NULL THEN NULL ELSE coalesce(state.failed_since, now()) END
  `.execute(db);
}
