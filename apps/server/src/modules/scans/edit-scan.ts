import {
  AppError,
  applyScanEdit,
  type EditScanRequest,
  pagesTouched,
  type ScanDetail,
  type ScanEdit,
  type UndoScanRequest,
} from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import { layoutOf, type ReadBatch } from './scan-batch.ts';
import { lockBatch, saveEdits } from './scan-store.ts';
import { readScanDetail, type ScanViewDeps } from './scan-views.ts';

/**
 * One act on the page strip. Errors: `scan.not-found`, `scan.changed-meanwhile` on another version than the person saw,
 * `scan.placed-already` for pages that are in a file. An act that changes nothing is not kept.
 */
export async function editScan(
  deps: ScanViewDeps,
  actor: Actor,
  { id, version, edit }: EditScanRequest & { id: string },
): Promise<ScanDetail> {
  return change(deps, actor, { id, version }, (batch) => {
    const layout = layoutOf(batch);
    refusePlaced(batch, pagesTouched(layout, edit));
    return applyScanEdit(layout, edit) === layout ? batch.row.edits : [...batch.row.edits, edit];
  });
}

/** Takes the last act back. Errors: as above, and `scan.nothing-to-undo`. */
export async function undoScan(
  deps: ScanViewDeps,
  actor: Actor,
  { id, version }: UndoScanRequest & { id: string },
): Promise<ScanDetail> {
  return change(deps, actor, { id, version }, (batch) => {
    const last = batch.row.edits.at(-1);
    if (last === undefined) throw new AppError('conflict', 'scan.nothing-to-undo');
    const before = { ...batch.row, edits: batch.row.edits.slice(0, -1) };
    refusePlaced(batch, pagesTouched(layoutOf({ ...batch, row: before }), last));
    return before.edits;
  });
}

async function change(
  deps: ScanViewDeps,
  actor: Actor,
  { id, version }: { id: string; version: number },
  decide: (batch: ReadBatch) => readonly ScanEdit[],
): Promise<ScanDetail> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const batch = await lockBatch(tx, actor, { id, now });
    if (batch.row.version !== version || batch.row.state !== 'ready')
      throw new AppError('conflict', 'scan.changed-meanwhile');
    const edits = decide(batch);
    if (edits !== batch.row.edits) await saveEdits(tx, id, edits);
  });
  return readScanDetail(deps, actor, id);
}

function refusePlaced({ placements }: ReadBatch, pages: readonly number[]) {
  if (placements.some(({ page }) => pages.includes(page)))
    throw new AppError('conflict', 'scan.placed-already');
}
