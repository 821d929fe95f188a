import { AppError, type FileScanRequest, type FileScanResponse, type LaidPage } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../messages/scans.ro.json' with { type: 'json' };
import { type ActDeps, addCaseItems, editCaseFile, mayFileScans } from '../case-files/index.ts';
import { keepMade } from '../documents/index.ts';
import { requestProcessing } from '../file-processing/index.ts';
import type { Actor } from '../identity/index.ts';
import { makeDocument } from './make-document.ts';
import { waitingStacks } from './scan-batch.ts';
import type { ScanDeps } from './scan-deps.ts';
import { findKeyed } from './scan-entries.ts';
import { lockBatch, placePages, requireBatch, settleBatch } from './scan-store.ts';

export type FileScanDeps = ScanDeps & ActDeps;

const text = openTexts(messages);

/**
 * Files the document of exactly these pages, as they lie now, at the end of the opis of an entry's file; what came stays
 * as it is. A person decides, always. The same `requestId` again gives the same document. Errors: `scan.not-found`,
 * `scan.changed-meanwhile` when these pages are no document that waits, `scan.entry-not-found`, `scan.not-allowed`,
 * `scan.unreadable`, `scan.busy`, and those of the `FileGuard`.
 */
export async function fileScan(
  deps: FileScanDeps,
  actor: Actor,
  { id, requestId, pages, entry: key }: FileScanRequest & { id: string },
): Promise<FileScanResponse> {
  const now = deps.clock.now();
  const batch = await requireBatch(deps.db, actor, { id, now });
  const entry = await findKeyed(deps, actor, key);
  if (entry === undefined) throw new AppError('not-found', 'scan.entry-not-found');
  const { caseFileId, registrationNumber, year, number } = entry.shown;
  const done = await findFiled(deps, { id, pages, caseFileId });
  if (done) return { documentId: done, caseFileId, registrationNumber };
  const stack = requireStack(waitingStacks(batch), pages);
  if (!entry.shown.mayAdd || entry.weighed.annulled) throw new AppError('forbidden', 'scan.not-allowed');
  const file = await makeDocument(deps, batch, stack);
  try {
    await editCaseFile(deps, actor, {
      ...{ id: caseFileId, requestId, type: 'case-file.document-added', may: mayFileScans },
      body: { scan: id, pages },
      data: { documents: 1, scan: id },
      async write(tx, { at }) {
        const locked = await lockBatch(tx, actor, { id, now: at });
        const laid = requireStack(waitingStacks(locked), pages);
        if (JSON.stringify(laid) !== JSON.stringify(stack)) throw changed();
        const place = {
          holderType: 'case-file',
          holderId: caseFileId,
          createdBy: actor.accountId,
          at,
        } as const;
        const name = text('document.name', { number: String(number), year: String(year) });
        const documentId = await keepMade(tx, place, { name, file, pages: Math.min(pages.length, 200) });
        await requestProcessing(tx, [file.sha256]);
        await addCaseItems(tx, { caseFileId, items: [{ documentId }], accountId: actor.accountId, at });
        await placePages(tx, id, { pages, to: { documentId, caseFileId }, at, by: actor.accountId });
        const rest = waitingStacks(locked).length - 1;
        if (rest === 0) await settleBatch(tx, id, { at, by: actor.accountId });
      },
    });
  } finally {
    await file.discard();
  }
  const documentId = await findFiled(deps, { id, pages, caseFileId });
  if (documentId === undefined) throw changed();
  return { documentId, caseFileId, registrationNumber };
}

const changed = () => new AppError('conflict', 'scan.changed-meanwhile');

/** The document that waits and has exactly these pages, in this order. */
export function requireStack(stacks: readonly LaidPage[][], pages: readonly number[]): LaidPage[] {
  const asked = pages.join(',');
  const stack = stacks.find((each) => each.map(({ page }) => page).join(',') === asked);
  if (stack === undefined) throw changed();
  return stack;
}

async function findFiled(
  { db }: ScanDeps,
  { id, pages, caseFileId }: { id: string; pages: readonly number[]; caseFileId: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ document_id: string }>`
    SELECT scan_placements.document_id FROM scan_placements
    WHERE scan_placements.batch_id = ${id} AND scan_placements.case_file_id = ${caseFileId}
    GROUP BY scan_placements.document_id
    HAVING array_agg(scan_placements.page ORDER BY scan_placements.page) =
      ${pages.toSorted((a, b) => a - b)}::int[]`.execute(db);
  return rows[0]?.document_id;
}
