import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';

/** What is run and remembered. */
export type RunKind = 'copies' | 'restore-drill' | 'restore';

/** Sizes, counts, codes: never personal data. */
export type RunDetail = Readonly<Record<string, string | number | boolean | null>>;

/** One run; `endedAt` is null while it goes on, or when its process was killed. */
export type Run = {
  startedAt: Date;
  endedAt: Date | null;
  outcome: 'done' | 'failed' | null;
  detail: RunDetail;
};

/** Remembers that a run began, does it, and remembers how it ended. */
export async function rememberRun<Result extends RunDetail>(
  deps: { db: Db; clock: { now(): Date } },
  kind: RunKind,
  work: () => Promise<Result>,
): Promise<Result> {
  const id = newId();
  await sql`
    INSERT INTO operation_runs (id, kind, started_at) VALUES (${id}, ${kind}, ${deps.clock.now()})
  `.execute(deps.db);
  const end = (outcome: 'done' | 'failed', detail: RunDetail) =>
    sql`
      UPDATE operation_runs SET outcome = ${outcome}, detail = ${JSON.stringify(detail)},
        ended_at = greatest(operation_runs.started_at, ${deps.clock.now()})
      WHERE operation_runs.id = ${id}
    `.execute(deps.db);
  try {
    const result = await work();
    await end('done', result);
    return result;
  } catch (error) {
    await end('failed', { reason: error instanceof Error ? error.message.slice(0, 500) : String(error) });
    throw error;
  }
}

/** The last run of a kind that ended, and the last that ended well. */
export async function findLastRuns(
  db: Db,
  kind: RunKind,
): Promise<{ last: Run | undefined; lastDone: Run | undefined }> {
  const { rows } = await sql<Run>`
    (SELECT ${columns} FROM operation_runs WHERE operation_runs.kind = ${kind} AND operation_runs.ended_at IS NOT NULL
      ORDER BY operation_runs.started_at DESC LIMIT 1)
    UNION ALL
    (SELECT ${columns} FROM operation_runs WHERE operation_runs.kind = ${kind} AND operation_runs.outcome = 'done'
      ORDER BY operation_runs.started_at DESC LIMIT 1)
  `.execute(db);
  return { last: rows[0], lastDone: rows.find((row) => row.outcome === 'done') };
}

const columns = sql.raw(`operation_runs.started_at AS "startedAt", operation_runs.ended_at AS "endedAt",
  operation_runs.outcome, operation_runs.detail`);

/** Keeps what the process that writes the archive's log says of itself. */
export async function keepArchiveState(
  db: Db,
  at: Date,
  news: { lsn: string | undefined; failure: string | undefined },
): Promise<void> {
  const failure = news.failure ?? null;
  await sql`
    INSERT INTO archive_state (only_row, reported_at, lsn, failure, failing_since)
    VALUES (true, ${at}, ${news.lsn ?? null}, ${failure}, ${failure === null ? null : at})
    ON CONFLICT (only_row) DO UPDATE SET reported_at = excluded.reported_at, lsn = coalesce(excluded.lsn, archive_state.lsn),
      failure = excluded.failure,
      failing_since = CASE WHEN excluded.failure IS NULL THEN NULL
        ELSE coalesce(archive_state.failing_since, excluded.failing_since) END
  `.execute(db);
}
