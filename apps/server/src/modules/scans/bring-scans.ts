import { AppError, type BringScansRequest, type BringScansResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/enqueue.ts';
import { claimUpload } from '../documents/index.ts';
import { recordEvent } from '../events/index.ts';
import { requestCheck } from '../file-processing/index.ts';
import type { Actor } from '../identity/index.ts';
import { readScan } from './read-scan.ts';
import { type ScanDeps, scanTypes } from './scan-deps.ts';
import { scansInReach } from './scan-reach.ts';
import { insertBatch } from './scan-store.ts';

/**
 * Uploads of the person become scans of their office, each to be read. Errors: `document.upload-not-found` and
 * `scan.not-a-scan` in the field of the upload; then none of them does.
 */
export async function bringScans(
  { db, clock }: Pick<ScanDeps, 'db' | 'clock'>,
  actor: Actor,
  { requestId, uploads }: BringScansRequest,
): Promise<BringScansResponse> {
  scansInReach(actor);
  const at = clock.now();
  const command = { accountId: actor.accountId, requestId, action: 'scan.arrived', body: { uploads }, at };
  return db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return { ids: await idsOf(tx, actor, requestId) };
    const ids = [];
    for (const [index, uploadId] of uploads.entries())
      ids.push(await bringOne(tx, actor, { uploadId, at, requestId, path: `uploads.${index}` }));
    return { ids };
  });
}

async function bringOne(
  tx: Tx,
  actor: Actor,
  { uploadId, at, requestId, path }: { uploadId: string; at: Date; requestId: string; path: string },
): Promise<string> {
  const upload = await claimUpload(tx, { uploadId, accountId: actor.accountId, at }).catch(inField(path));
  if (!scanTypes.has(upload.mediaType)) {
    const fields = [{ path, code: 'scan.not-a-scan' as const }];
    throw new AppError('validation', 'scan.not-a-scan', { fields });
  }
  const id = newId();
  const place = { officeId: actor.officeId, counter: null, uploadedBy: actor.accountId, modifiedMs: null };
  await insertBatch(tx, { id, ...place, ...upload, at, refusal: null });
  await requestCheck(tx, upload.sha256);
  await enqueue(tx, readScan, { id });
  const acting = { accountId: actor.accountId, onBehalfOf: null };
  await recordEvent(tx, acting, {
    ...{ type: 'scan.arrived', at, subjectType: 'scan', subjectId: id, unitId: actor.unitId },
    data: { requestId },
  });
  return id;
}

const inField = (path: string) => (error: unknown) => {
  if (!(error instanceof AppError) || error.code !== 'document.upload-not-found') throw error;
  throw new AppError('validation', error.code, { fields: [{ path, code: error.code }] });
};

async function idsOf(tx: Tx, { accountId }: Actor, requestId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT events.subject_id AS id
    FROM commands JOIN events ON events.at = commands.created_at AND events.account_id = commands.account_id
      AND events.type = 'scan.arrived' AND events.data ->> 'requestId' = commands.request_id::text
    WHERE commands.account_id = ${accountId} AND commands.request_id = ${requestId} ORDER BY events.id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}
