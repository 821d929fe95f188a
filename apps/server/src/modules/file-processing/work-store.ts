import type { FileFlag, FileWorkKind } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';

/** A work that this process holds; `runId` is gone when it was taken for dead. */
export type HeldWork = {
  readonly sha256: string;
  readonly kind: FileWorkKind;
  readonly runId: string;
  readonly attempts: number;
  readonly size: number;
  readonly mediaType: string;
};

// Renewed every third of it; a process that was killed is missed after so long. By the database's clock throughout.
const lease = sql`interval '60 seconds'`;
/** How often a lease is renewed. */
export const renewEveryMs = 20_000;

/** Takes the work that is due longest of the first of these kinds that has any; of many processes one gets it. */
export async function claimWork(
  db: Db,
  kinds: readonly FileWorkKind[],
  { afterAntivirus }: { afterAntivirus: boolean },
): Promise<HeldWork | undefined> {
  await freeDeadWorks(db);
  for (const kind of kinds) {
    const held = await claimOfKind(db, kind, { afterAntivirus: afterAntivirus && kind !== 'antivirus' });
    if (held) return held;
  }
  return undefined;
}

async function freeDeadWorks(db: Db) {
  await sql`
    UPDATE file_works SET status = 'waiting', run_id = NULL, leased_until = NULL
    WHERE file_works.status = 'running' AND file_works.leased_until < now()
  `.execute(db);
}

async function claimOfKind(
  db: Db,
  kind: FileWorkKind,
  { afterAntivirus }: { afterAntivirus: boolean },
): Promise<HeldWork | undefined> {
  const runId = newId();
  const { rows } = await sql<{ sha256: string; attempts: number; size: number; media_type: string }>`
    UPDATE file_works SET status = 'running', run_id = ${runId}, attempts = file_works.attempts + 1, flags = '{}',
      started_at = coalesce(file_works.started_at, now()), leased_until = now() + ${lease}
    FROM (
      SELECT waiting.sha256 FROM file_works AS waiting
      WHERE waiting.kind = ${kind} AND waiting.status = 'waiting' AND waiting.due_at <= now()
        AND NOT (${afterAntivirus} AND EXISTS (SELECT FROM file_works AS scan WHERE scan.sha256 = waiting.sha256
          AND scan.kind = 'antivirus' AND scan.status IN ('waiting', 'running')))
      ORDER BY waiting.due_at LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED
    ) AS next
    JOIN blobs ON blobs.sha256 = next.sha256
    WHERE file_works.sha256 = next.sha256 AND file_works.kind = ${kind}
    RETURNING file_works.sha256, file_works.attempts, blobs.size, blobs.media_type
  `.execute(db);
  const [row] = rows;
  return row && { ...row, kind, runId, mediaType: row.media_type };
}

const isHeld = ({ sha256, kind, runId }: HeldWork) =>
  sql`file_works.sha256 = ${sha256} AND file_works.kind = ${kind} AND file_works.run_id = ${runId}`;

/** Says that the work goes on; false when another has it, and this run must stop. */
export async function renewWork(
  db: Db | Tx,
  work: HeldWork,
  seen: { done?: number; total?: number } = {},
): Promise<boolean> {
  // What comes on is no work that ends its process each time.
  const onward = seen.done === undefined ? sql`file_works.attempts` : sql`1`;
  const { numAffectedRows = 0n } = await sql`
    UPDATE file_works SET leased_until = now() + ${lease}, attempts = ${onward},
      done = coalesce(${seen.done ?? null}::int, file_works.done), total = coalesce(${seen.total ?? null}::int, file_works.total)
    WHERE ${isHeld(work)}
  `.execute(db);
  return numAffectedRows > 0n;
}

/** How a work ended: with flags there is something to tell of the file. */
export type WorkEnd = {
  readonly flags: readonly FileFlag[];
  readonly tool?: string | undefined;
  readonly detail?: string | undefined;
};

/** Ends a work that is still held; false when it is another's. */
export async function endWork(tx: Tx, work: HeldWork, end: WorkEnd): Promise<boolean> {
  const flags = [...new Set(end.flags)];
  const { numAffectedRows = 0n } = await sql`
    UPDATE file_works SET status = ${flags.length > 0 ? 'flagged' : 'done'}, flags = ${flags}::text[], error_code = NULL,
      tool = ${end.tool ?? null}, detail = ${end.detail ?? null}, run_id = NULL, leased_until = NULL, finished_at = now()
    WHERE ${isHeld(work)}
  `.execute(tx);
  return numAffectedRows > 0n;
}

/** Lets go of a work without an end: at a stop, to be taken up as it stands. */
export async function releaseWork(db: Db, work: HeldWork): Promise<void> {
  await sql`
    UPDATE file_works SET status = 'waiting', run_id = NULL, leased_until = NULL, attempts = greatest(file_works.attempts - 1, 0)
    WHERE ${isHeld(work)}
  `.execute(db);
}

/** Puts a work off, or gives it up: for reasons of ours, which have a code. */
export async function putOffWork(
  db: Db,
  work: HeldWork,
  { seconds, code, giveUp, counts }: { seconds: number; code: string; giveUp: boolean; counts: boolean },
): Promise<void> {
  const finished = giveUp ? sql`now()` : sql`NULL`;
  await sql`
    UPDATE file_works SET status = ${giveUp ? 'failed' : 'waiting'}, error_code = ${code}, run_id = NULL, leased_until = NULL,
      due_at = now() + make_interval(secs => ${seconds}), finished_at = ${finished}::timestamptz,
      attempts = CASE WHEN ${counts} THEN file_works.attempts ELSE 0 END
    WHERE ${isHeld(work)}
  `.execute(db);
}

/** Asks again for what ended for want of a program that is there now; at a start. */
export async function askAgain(db: Db, flags: readonly FileFlag[]): Promise<void> {
  if (flags.length === 0) return;
  await sql`
    UPDATE file_works SET status = 'waiting', flags = '{}', due_at = now(), finished_at = NULL, attempts = 0
    WHERE file_works.status = 'flagged' AND file_works.flags && ${flags}::text[]
  `.execute(db);
}
