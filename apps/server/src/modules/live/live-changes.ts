import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { LivePlace } from './live-place.ts';

/** A hint as it was left: see `LiveChange` of the events' floor. */
export type LeftChange = {
  topic: 'case-files' | 'substitutions' | 'notices';
  subjectId: string | null;
  principals: readonly string[];
  sealedRegisterId: string | null;
};

/** What was left since `from`, and the place where that reading stands. `lost`: the place is of another database. */
export type ReadChanges = { place: LivePlace; changes: readonly LeftChange[]; lost: boolean };

const none = '1:1:';

/**
 * Everything committed that the snapshot of `from` did not see, whatever the order in which transactions ended; without
 * `from`, nothing but the place where now is.
 */
export async function readChanges(db: Db, from: LivePlace | undefined, now: Date): Promise<ReadChanges> {
  const asked = from?.snapshot ?? none;
  const { rows } = await sql<{ snapshot: string; lost: boolean; changes: LeftChange[] | null }>`
    SELECT pg_current_snapshot()::text AS snapshot,
      pg_snapshot_xmax(${asked}::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) AS lost,
      (SELECT jsonb_agg(jsonb_build_object('topic', live_changes.topic, 'subjectId', live_changes.subject_id,
          'principals', live_changes.principals, 'sealedRegisterId', live_changes.sealed_register_id))
        FROM live_changes
        WHERE ${from !== undefined}::boolean AND live_changes.xact >= pg_snapshot_xmin(${asked}::pg_snapshot)
          AND NOT pg_visible_in_snapshot(live_changes.xact, ${asked}::pg_snapshot)) AS changes
  `.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('the database answered nothing');
  const place = { snapshot: row.snapshot, takenAt: now.getTime() };
  return { place, changes: row.changes ?? [], lost: row.lost };
}
