import { AppError, type ErrorCode, type SigningBatch } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** Whose process signs a batch says so after every document; silent for so long, it is gone. */
const silenceMs = 5 * 60_000;

export type NewBatch = {
  readonly id: string;
  readonly accountId: string;
  readonly requestId: string;
  readonly credentialId: string;
  readonly subjectIds: readonly string[];
  readonly at: Date;
};

/** False when the same request began a batch before. */
export async function insertBatch(tx: Tx, batch: NewBatch): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO signing_batches (id, account_id, request_id, credential_id, started_at, beat_at)
    VALUES (${batch.id}, ${batch.accountId}, ${batch.requestId}, ${batch.credentialId}, ${batch.at}, ${batch.at})
    ON CONFLICT ON CONSTRAINT signing_batches_request_unique DO NOTHING
  `.execute(tx);
  if (!numAffectedRows) return false;
  await sql`
    INSERT INTO signing_batch_items (batch_id, position, subject_id)
    SELECT ${batch.id}, item.position, item.subject_id
    FROM unnest(${batch.subjectIds}::uuid[]) WITH ORDINALITY AS item(subject_id, position)
  `.execute(tx);
  return true;
}

export async function findBatchByRequest(
  db: Db | Tx,
  { accountId, requestId }: { accountId: string; requestId: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT signing_batches.id FROM signing_batches
    WHERE signing_batches.account_id = ${accountId} AND signing_batches.request_id = ${requestId}
  `.execute(db);
  return rows[0]?.id;
}

/** Writes what became of one document. False when somebody held the batch for interrupted meanwhile. */
export async function settleItem(
  tx: Tx,
  { batchId, position, at }: { batchId: string; position: number; at: Date },
  errorCode: ErrorCode | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE signing_batch_items SET state = ${errorCode ? 'failed' : 'signed'}, error_code = ${errorCode}
    WHERE signing_batch_items.batch_id = ${batchId} AND signing_batch_items.position = ${position}
      AND signing_batch_items.state = 'waiting'
  `.execute(tx);
  await sql`
    UPDATE signing_batches SET beat_at = ${at},
      finished_at = CASE WHEN NOT EXISTS (SELECT FROM signing_batch_items
        WHERE signing_batch_items.batch_id = ${batchId} AND signing_batch_items.state = 'waiting') THEN ${at}::timestamptz END
    WHERE signing_batches.id = ${batchId} AND signing_batches.finished_at IS NULL
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** How far a batch of this account is; one whose process is gone is ended here. Error: `signature.batch-not-found`. */
export async function readBatch(
  db: Db,
  { batchId, accountId, now }: { batchId: string; accountId: string; now: Date },
): Promise<SigningBatch> {
  await endInterrupted(db, { batchId, now });
  const { rows } = await sql<{
    id: string;
    started_at: Date;
    finished_at: Date | null;
    items: SigningBatch['items'];
  }>`
    SELECT signing_batches.id, signing_batches.started_at, signing_batches.finished_at,
      (SELECT json_agg(json_build_object('subjectId', signing_batch_items.subject_id, 'state', signing_batch_items.state,
        'errorCode', signing_batch_items.error_code) ORDER BY signing_batch_items.position)
       FROM signing_batch_items WHERE signing_batch_items.batch_id = signing_batches.id) AS items
    FROM signing_batches WHERE signing_batches.id = ${batchId} AND signing_batches.account_id = ${accountId}
  `.execute(db);
  const [row] = rows;
  if (!row) throw new AppError('not-found', 'signature.batch-not-found');
  const counted = (state: string) => row.items.filter((item) => item.state === state).length;
  return {
    id: row.id,
    total: row.items.length,
    signed: counted('signed'),
    failed: counted('failed'),
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    items: row.items,
  };
}

async function endInterrupted(db: Db, { batchId, now }: { batchId: string; now: Date }) {
  const before = new Date(now.getTime() - silenceMs);
  await sql`
    WITH silent AS (
      UPDATE signing_batches SET finished_at = ${now}
      WHERE signing_batches.id = ${batchId} AND signing_batches.finished_at IS NULL AND signing_batches.beat_at < ${before}
      RETURNING signing_batches.id
    )
    UPDATE signing_batch_items SET state = 'failed', error_code = 'signature.interrupted'
    FROM silent WHERE signing_batch_items.batch_id = silent.id AND signing_batch_items.state = 'waiting'
  `.execute(db);
}
