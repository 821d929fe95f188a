import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';

/** What open pages listen to; the console reads anew what it shows of it. */
export type LiveTopic = 'case-files' | 'substitutions' | 'notices';

/**
 * Something changed: what kind, which one, and the units and persons who may be told (those who may read it). What lies
 * in a confidential register names it, and only whoever is named there is told.
 */
export type LiveChange = {
  topic: LiveTopic;
  subjectId: string | null;
  principals: readonly string[];
  sealedRegisterId?: string | null;
  at: Date;
};

/** Leaves a hint for the open pages, in the transaction that made the change; ids only, kept for an hour. */
export async function announceChange(tx: Db | Tx, change: LiveChange): Promise<void> {
  await sql`
    INSERT INTO live_changes (id, at, topic, subject_id, principals, sealed_register_id)
    VALUES (${newId()}, ${change.at}, ${change.topic}, ${change.subjectId}, ${change.principals}::uuid[],
      ${change.sealedRegisterId ?? null})
  `.execute(tx);
}

/** The same for many changes at once. */
export async function announceChanges(tx: Tx, changes: readonly LiveChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({ ...change, id: newId() }));
  await sql`
    INSERT INTO live_changes (id, at, topic, subject_id, principals, sealed_register_id)
    SELECT change.id, change.at, change.topic, change."subjectId", change.principals, change."sealedRegisterId"
    FROM json_to_recordset(${JSON.stringify(rows)}) AS change(id uuid, at timestamptz, topic text, "subjectId" uuid,
      principals uuid[], "sealedRegisterId" uuid)
  `.execute(tx);
}

/** Throws away hints that are older than an hour: whoever was away so long reads everything anew. */
export async function forgetChanges(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 3_600_000);
  await sql`DELETE FROM live_changes WHERE live_changes.at < ${before}`.execute(db);
}
