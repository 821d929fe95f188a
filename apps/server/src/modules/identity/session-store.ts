import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

const hour = 3_600_000;
const slidingMs = 14 * hour;
const absoluteMs = 7 * 24 * hour;

/** A session outlasts a shift after the last act, and a week at most. */
export function expiryOf(createdAt: Date, seenAt: Date): Date {
  return new Date(Math.min(seenAt.getTime() + slidingMs, createdAt.getTime() + absoluteMs));
}

/** Writes a session that begins at `now`. */
export async function insertSession(
  tx: Tx,
  session: { id: string; accountId: string; hash: Buffer; userAgent: string; now: Date },
): Promise<void> {
  const { now } = session;
  await sql`
    INSERT INTO sessions (id, account_id, token_hash, user_agent, created_at, last_seen_at, expires_at)
    VALUES (${session.id}, ${session.accountId}, ${session.hash}, ${session.userAgent}, ${now}, ${now},
            ${expiryOf(now, now)})
  `.execute(tx);
}

/** Moves a live session's end on, after an act at `now`. */
export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await sql`
    UPDATE sessions SET last_seen_at = ${now},
      expires_at = least(${new Date(now.getTime() + slidingMs)}, created_at + make_interval(secs => ${absoluteMs / 1000}))
    WHERE id = ${id} AND ended_at IS NULL AND last_seen_at < ${now}
  `.execute(db);
}

/** Ends a live session of this account; false when there is none such. */
export async function endLiveSession(
  tx: Tx,
  session: { id: string; accountId: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE sessions SET ended_at = ${session.now}
    WHERE id = ${session.id} AND account_id = ${session.accountId} AND ended_at IS NULL AND expires_at > ${session.now}
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Ends every live session of an account, as after a changed password. */
export async function endSessionsOf(tx: Tx, accountId: string, now: Date): Promise<void> {
  await sql`UPDATE sessions SET ended_at = ${now} WHERE account_id = ${accountId} AND ended_at IS NULL`.execute(
    tx,
  );
}

/** Removes an account's sessions that ended or expired over 30 days ago: they name a browser and say nothing more. */
export async function purgeSessions(tx: Tx, accountId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 30 * 24 * hour);
  await sql`
    DELETE FROM sessions WHERE account_id = ${accountId} AND (ended_at < ${before} OR expires_at < ${before})
  `.execute(tx);
}
