import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { LongWorkOutcome } from './long-work.ts';

/** A work that this run holds. */
export type HeldWork = { id: string; account_id: string; kind: string; params: unknown; attempt: number };

/** Takes the work for a new run; undefined when it is over, or was given up before it began. */
export async function takeWork(db: Db, id: string, now: Date): Promise<HeldWork | undefined> {
  const { rows } = await sql<HeldWork>`
    UPDATE long_works SET state = 'running', attempt = long_works.attempt + 1, stage = NULL, done = 0, total = NULL,
      started_at = coalesce(long_works.started_at, ${now})
    WHERE long_works.id = ${id} AND long_works.finished_at IS NULL AND NOT long_works.cancel_requested
    RETURNING long_works.id, long_works.account_id, long_works.kind, long_works.params, long_works.attempt
  `.execute(db);
  return rows[0];
}

/** What became of a run that asked: it goes on, its person gave it up, or another run holds the work. */
export type Standing = 'held' | 'cancelled' | 'lost';

/** Writes how far the run is. */
export async function noteProgress(
  db: Db,
  work: HeldWork,
  { stage, done, total }: { stage: string; done: number; total: number | null },
): Promise<Standing> {
  const { rows } = await sql<{ cancel_requested: boolean }>`
    UPDATE long_works SET stage = ${stage}, done = ${done}, total = ${total}
    WHERE ${heldBy(work)} RETURNING long_works.cancel_requested
  `.execute(db);
  if (rows[0] === undefined) return 'lost';
  return rows[0].cancel_requested ? 'cancelled' : 'held';
}

/** Ends the work with what it leaves; false when another run holds it or its person gave it up. */
export async function endWork(
  tx: Tx,
  work: HeldWork,
  { file, counts, now, expiresAt }: LongWorkOutcome & { now: Date; expiresAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE long_works SET state = 'done', finished_at = ${now}, counts = ${JSON.stringify(counts)},
      file_sha256 = ${file?.sha256 ?? null}, file_name = ${file?.name ?? null}, file_size = ${file?.size ?? null},
      media_type = ${file?.mediaType ?? null}, expires_at = ${file ? expiresAt : null}
    WHERE ${heldBy(work)} AND NOT long_works.cancel_requested
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Ends the work without result. */
export async function failWork(db: Db, work: HeldWork, { code, now }: { code: string; now: Date }) {
  await sql`
    UPDATE long_works SET state = 'failed', error_code = ${code}, finished_at = ${now} WHERE ${heldBy(work)}
  `.execute(db);
}

/** Puts the work back in line: it will be tried again. */
export async function returnWork(db: Db, work: HeldWork) {
  await sql`UPDATE long_works SET state = 'waiting', stage = NULL, done = 0, total = NULL WHERE ${heldBy(work)}`.execute(
    db,
  );
}

/** Ends every work whose person gave it up and which no run holds any more, or this one. */
export async function endCancelled(db: Db, id: string, now: Date) {
  await sql`
    UPDATE long_works SET state = 'cancelled', finished_at = ${now}
    WHERE long_works.id = ${id} AND long_works.finished_at IS NULL AND long_works.cancel_requested
  `.execute(db);
}

const heldBy = (work: HeldWork) =>
  sql`long_works.id = ${work.id} AND long_works.attempt = ${work.attempt} AND long_works.state = 'running'`;
