import { AppError, type FileOriginalRequest, type FileScanResponse } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { maxShownPages } from '../../platform/preview/preview-job.ts';
import { addCaseItems, editCaseFile, mayFileScans } from '../case-files/index.ts';
import { keepMade, storedAlready } from '../documents/index.ts';
import { requestProcessing } from '../file-processing/index.ts';
import type { Actor } from '../identity/index.ts';
import type { FileScanDeps } from './file-scan.ts';
import type { ReadBatch } from './scan-batch.ts';
import { findKeyed } from './scan-entries.ts';
import { lockBatch, requireBatch } from './scan-store.ts';

/**
 * Files a scan whole, as it came, that could not be read or taken in page by page: at the end of the opis of an entry's
 * file, and out of the tray. The same again gives the same document. Errors: `scan.not-found`, `scan.changed-meanwhile`
 * when it is no such scan, `scan.placed-already`, `scan.entry-not-found`, `scan.not-allowed`, and those of the
 * `FileGuard`.
 */
export async function fileOriginal(
  deps: FileScanDeps,
  actor: Actor,
  { id, requestId, entry: key }: FileOriginalRequest & { id: string },
): Promise<FileScanResponse> {
  const batch = await requireBatch(deps.db, actor, { id, now: deps.clock.now() });
  const entry = await findKeyed(deps, actor, key);
  if (entry === undefined) throw new AppError('not-found', 'scan.entry-not-found');
  const { caseFileId, registrationNumber } = entry.shown;
  const done = filedIn(batch, caseFileId);
  if (done !== undefined) return { documentId: done, caseFileId, registrationNumber };
  const { sha256 } = requireWhole(batch);
  if (!entry.shown.mayAdd || entry.weighed.annulled) throw new AppError('forbidden', 'scan.not-allowed');
  await deps.fileGuard.requireOpenable(sha256);
  await editCaseFile(deps, actor, {
    ...{ id: caseFileId, requestId, type: 'case-file.document-added', may: mayFileScans },
    body: { scan: id, whole: true },
    data: { documents: 1, scan: id },
    async write(tx, { at }) {
      const locked = await lockBatch(tx, actor, { id, now: at });
      await place(tx, locked, { caseFileId, at, by: actor.accountId });
    },
  });
  const after = await requireBatch(deps.db, actor, { id, now: deps.clock.now() });
  const documentId = filedIn(after, caseFileId);
  if (documentId === undefined) throw new AppError('conflict', 'scan.changed-meanwhile');
  return { documentId, caseFileId, registrationNumber };
}

const filedIn = ({ row }: ReadBatch, caseFileId: string) =>
  row.case_file_id === caseFileId ? (row.document_id ?? undefined) : undefined;

function requireWhole({ row }: ReadBatch) {
  const { sha256, media_type: mediaType, size, name, refusal } = row;
  if (row.document_id !== null) throw new AppError('conflict', 'scan.placed-already');
  if (refusal === null || sha256 === null || mediaType === null)
    throw new AppError('conflict', 'scan.changed-meanwhile');
  return { sha256, mediaType, size, name, refusal };
}

async function place(
  tx: Tx,
  batch: ReadBatch,
  { caseFileId, at, by }: { caseFileId: string; at: Date; by: string },
) {
  const { name, refusal, ...stored } = requireWhole(batch);
  const holder = { holderType: 'case-file', holderId: caseFileId, createdBy: by, at } as const;
  // Of one that could not be read nobody knows how many pages it has.
  const pages = refusal === 'too-many-pages' ? maxShownPages : undefined;
  const documentId = await keepMade(tx, holder, { name, file: storedAlready(stored), pages });
  await requestProcessing(tx, [stored.sha256]);
  await addCaseItems(tx, { caseFileId, items: [{ documentId }], accountId: by, at });
  await sql`
    UPDATE scan_batches SET document_id = ${documentId}, case_file_id = ${caseFileId}, settled_at = ${at}, settled_by = ${by}
    WHERE scan_batches.id = ${batch.row.id}`.execute(tx);
}
