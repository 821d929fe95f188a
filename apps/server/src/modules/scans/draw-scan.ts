import { AppError, type LaidPage } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../identity/index.ts';
import { layoutOf } from './scan-batch.ts';
import type { ScanDeps } from './scan-deps.ts';
import { scansInReach } from './scan-reach.ts';
import { requireBatch } from './scan-store.ts';

/** The small picture of a page as it came (WebP). Errors: `scan.not-found`, and those of the `FileGuard`. */
export async function readThumbnail(
  { db, fileGuard }: Pick<ScanDeps, 'db' | 'fileGuard'>,
  actor: Actor,
  { id, page }: { id: string; page: number },
): Promise<Buffer> {
  const { rows } = await sql<{ thumbnail: Buffer; sha256: string }>`
    SELECT scan_pages.thumbnail, scan_batches.sha256 FROM scan_pages JOIN scan_batches ON scan_batches.id = scan_pages.batch_id
    WHERE scan_pages.batch_id = ${id} AND scan_pages.page = ${page} AND ${scansInReach(actor)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AppError('not-found', 'scan.not-found');
  await fileGuard.requireOpenable(row.sha256);
  return row.thumbnail;
}

/**
 * A page to be read, as it lies now or, `asCame`, before anything was done to it. PNG. Errors: `scan.not-found`,
 * `document.no-preview`, `document.damaged`, `scan.busy`, and those of the `FileGuard`.
 */
export async function drawScanPage(
  deps: ScanDeps,
  actor: Actor,
  { id, page, asCame }: { id: string; page: number; asCame: boolean },
): Promise<Uint8Array> {
  const batch = await requireBatch(deps.db, actor, { id, now: deps.clock.now() });
  const { stacks, aside } = layoutOf(batch);
  const lying = [...stacks.flat(), ...aside].find((laid) => laid.page === page);
  const { sha256, media_type: mediaType } = batch.row;
  if (lying === undefined || sha256 === null || mediaType === null)
    throw new AppError('not-found', 'scan.not-found');
  await deps.fileGuard.requireOpenable(sha256);
  const laid: LaidPage = asCame ? { page, turn: 0, straighten: 0, crop: null } : lying;
  const png = await deps.files.withLocalCopy(sha256, (path) =>
    deps.scanReader.drawPage({ path, mediaType }, laid),
  );
  if (png === undefined) {
    throw new AppError('dependency', 'document.damaged', { message: `no bytes under ${sha256}` });
  }
  return png;
}
