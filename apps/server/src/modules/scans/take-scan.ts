import { randomUUID } from 'node:crypto';
import { AppError, type TakeScanRequest, UploadResponse } from '@opis/contracts';
import type { ClaimedCommand } from '../../platform/claim-command.ts';
import type { Tx } from '../../platform/db.ts';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import { DoneElsewhere, recallResult, rememberResult } from '../../platform/remember-result.ts';
import { offerUpload } from '../documents/index.ts';
import { recordEvent } from '../events/index.ts';
import { requestProcessing } from '../file-processing/index.ts';
import type { Actor } from '../identity/index.ts';
import { makeDocument } from './make-document.ts';
import type { ScanDeps } from './scan-deps.ts';
import { lockBatch, placePages, requireBatch } from './scan-store.ts';
import { takeable } from './scan-views.ts';

/**
 * The first document of a scan that no label names becomes an upload of the person who registers a paper: once it is
 * registered the pages are there, and until then, or when it is let go, they are back in the tray. The same `requestId`
 * again gives the same upload. Errors: `scan.not-found`, `scan.nothing-to-take`, `scan.changed-meanwhile`,
 * `scan.unreadable`, `scan.busy`.
 */
export async function takeScan(
  deps: ScanDeps,
  actor: Actor,
  { id, requestId }: TakeScanRequest & { id: string },
): Promise<UploadResponse> {
  const at = deps.clock.now();
  const command = {
    accountId: actor.accountId,
    requestId,
    action: 'scan.taken-to-counter',
    body: { id },
    at,
  };
  const done = await recallResult(deps.db, command);
  if (done !== undefined) return UploadResponse.parse(done);
  const batch = await requireBatch(deps.db, actor, { id, now: at });
  const stack = takeable(batch);
  if (stack === undefined) throw new AppError('conflict', 'scan.nothing-to-take');
  const file = await makeDocument(deps, batch, stack);
  try {
    return await deps.db
      .transaction()
      .execute((tx) => offer(tx, actor, { command, file, id, stack: JSON.stringify(stack) }));
  } catch (error) {
    if (!(error instanceof DoneElsewhere)) throw error;
    return UploadResponse.parse(await recallResult(deps.db, command));
  } finally {
    await file.discard();
  }
}

async function offer(
  tx: Tx,
  actor: Actor,
  { command, file, id, stack }: { command: ClaimedCommand; file: ReceivedFile; id: string; stack: string },
): Promise<UploadResponse> {
  const { at } = command;
  const batch = await lockBatch(tx, actor, { id, now: at });
  const laid = takeable(batch);
  if (laid === undefined || JSON.stringify(laid) !== stack)
    throw new AppError('conflict', 'scan.changed-meanwhile');
  // Random throughout: nobody guesses another's upload from their own.
  const made = { id: randomUUID(), name: toPdfName(batch.row.name), file, pages: laid.length };
  const upload = await offerUpload(tx, { accountId: actor.accountId, at }, made);
  await requestProcessing(tx, [file.sha256]);
  const pages = laid.map(({ page }) => page);
  await placePages(tx, id, { pages, to: { uploadId: made.id }, at, by: actor.accountId });
  const subject = { subjectType: 'scan', subjectId: id, unitId: actor.unitId } as const;
  const acting = { accountId: actor.accountId, onBehalfOf: null };
  await recordEvent(tx, acting, { type: 'scan.taken-to-counter', at, ...subject });
  await rememberResult(tx, command, upload);
  return upload;
}

const toPdfName = (name: string) => `${name.replace(/\.[a-z0-9]{1,5}$/i, '')}.pdf`;
