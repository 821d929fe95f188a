import { hostname } from 'node:os';
import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * Says that this worker lives, and takes from those that do not what they had locked: the library itself would wait
 * four hours. A worker that was only asleep for so long may go on beside its successor: jobs are safe to repeat.
 */
export async function beat(db: Db, worker: { poolId: string; deadAfter: number }): Promise<void> {
  await sql`
    INSERT INTO job_workers (pool_id, host, pid, started_at, seen_at)
    VALUES (${worker.poolId}, ${hostname()}, ${process.pid}, now(), now())
    ON CONFLICT (pool_id) DO UPDATE SET seen_at = now()
  `.execute(db);
  const silence = sql`make_interval(secs => ${worker.deadAfter / 1000})`;
  await sql`DELETE FROM job_workers WHERE job_workers.seen_at < now() - ${silence}`.execute(db);
  // Locked by nobody who lives; one that has only just begun may not have said so yet.
  await sql`
    SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT jobs.locked_by))
    FROM graphile_worker._private_jobs AS jobs
    WHERE jobs.locked_at < now() - ${silence}
      AND NOT EXISTS (SELECT FROM job_workers WHERE job_workers.pool_id = jobs.locked_by)
    HAVING count(*) > 0
  `.execute(db);
}

/** Signs off a worker that stopped in order. */
export async function leave(db: Db, poolId: string): Promise<void> {
  await sql`DELETE FROM job_workers WHERE job_workers.pool_id = ${poolId}`.execute(db);
}
