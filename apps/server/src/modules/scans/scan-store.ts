import { AppError, type ScanEdit, type ScanRefusal } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import type { BatchRow, PageRow, PlacementRow, ReadBatch } from './scan-batch.ts';
import { scansInReach } from './scan-reach.ts';

/** `SELECT … FROM scan_batches`; the caller adds its conditions. */
export const selectBatches = sql<BatchRow>`
  SELECT scan_batches.id, scan_batches.office_id, offices.code AS office_code, offices.name AS office_name,
    scan_batches.counter, scan_batches.uploaded_by, scan_batches.name, scan_batches.sha256, scan_batches.media_type,
    scan_batches.size, scan_batches.arrived_at, scan_batches.state, scan_batches.refusal, scan_batches.page_count,
    scan_batches.edits, scan_batches.version, scan_batches.settled_at, scan_batches.document_id, scan_batches.case_file_id
  FROM scan_batches LEFT JOIN offices ON offices.id = scan_batches.office_id`;

/** A placement that holds: of a document, or of an upload that was used or waits at the counter. */
export const placementHolds = (now: Date): RawBuilder<boolean> => sql<boolean>`
  (scan_placements.document_id IS NOT NULL
    OR EXISTS (SELECT FROM documents WHERE documents.upload_id = scan_placements.upload_id)
    OR EXISTS (SELECT FROM uploads WHERE uploads.id = scan_placements.upload_id
      AND (uploads.used_at IS NOT NULL OR uploads.expires_at > ${now})))`;

/** A batch in the actor's reach with its pages; `scan.not-found` for every other. */
export async function requireBatch(
  db: Db | Tx,
  actor: Actor,
  { id, now }: { id: string; now: Date },
): Promise<ReadBatch> {
  const { rows } = await sql<BatchRow>`
    ${selectBatches} WHERE scan_batches.id = ${id} AND ${scansInReach(actor)}`.execute(db);
  const [batch] = await completeBatches(db, rows, now);
  if (batch === undefined) throw new AppError('not-found', 'scan.not-found');
  return batch;
}

/** Rows with their pages and where these went, in the order given. */
export async function completeBatches(
  db: Db | Tx,
  rows: readonly BatchRow[],
  now: Date,
): Promise<ReadBatch[]> {
  const ids = rows.map(({ id }) => id);
  const pages = Map.groupBy(await readPages(db, ids), ({ batch_id }) => batch_id);
  const placements = Map.groupBy(await readPlacements(db, ids, now), ({ batch_id }) => batch_id);
  return rows.map((row) => ({
    row,
    pages: pages.get(row.id) ?? [],
    placements: placements.get(row.id) ?? [],
  }));
}

/** The same with its row locked, so that its pages are laid and placed by one at a time. */
export async function lockBatch(tx: Tx, actor: Actor, asked: { id: string; now: Date }): Promise<ReadBatch> {
  await sql`SELECT FROM scan_batches WHERE scan_batches.id = ${asked.id} FOR UPDATE`.execute(tx);
  return requireBatch(tx, actor, asked);
}

type OfBatch = { batch_id: string };

async function readPages(db: Db | Tx, ids: readonly string[]): Promise<(PageRow & OfBatch)[]> {
  const { rows } = await sql<PageRow & OfBatch>`
    SELECT scan_pages.batch_id, scan_pages.page, scan_pages.blank, scan_pages.turned, scan_pages.skew, scan_pages.codes
    FROM scan_pages WHERE scan_pages.batch_id = ANY (${ids}::uuid[])
    ORDER BY scan_pages.batch_id, scan_pages.page`.execute(db);
  return rows;
}

async function readPlacements(
  db: Db | Tx,
  ids: readonly string[],
  now: Date,
): Promise<(PlacementRow & OfBatch)[]> {
  const { rows } = await sql<PlacementRow & OfBatch>`
    SELECT scan_placements.batch_id, scan_placements.page, scan_placements.document_id, scan_placements.case_file_id,
      scan_placements.upload_id,
      entries.number || '/' || to_char(entries.registered_on, 'DD.MM.YYYY') AS registration_number
    FROM scan_placements LEFT JOIN entries ON entries.id = scan_placements.case_file_id
    WHERE scan_placements.batch_id = ANY (${ids}::uuid[]) AND ${placementHolds(now)}
    ORDER BY scan_placements.batch_id, scan_placements.page`.execute(db);
  return rows;
}

/** A file as it comes in. */
export type NewBatch = {
  id: string;
  officeId: string | null;
  counter: string | null;
  uploadedBy: string | null;
  name: string;
  size: number;
  modifiedMs: number | null;
  at: Date;
} & (
  | { sha256: string; mediaType: string; refusal: null }
  | { sha256: null; mediaType: null; refusal: ScanRefusal }
);

/** Writes a batch; false when a file of a folder was written before, by this process or another. */
export async function insertBatch(tx: Tx, batch: NewBatch): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO scan_batches (id, office_id, counter, uploaded_by, name, size, modified_ms, sha256, media_type, arrived_at,
      state, refusal)
    VALUES (${batch.id}, ${batch.officeId}, ${batch.counter}, ${batch.uploadedBy}, ${batch.name}, ${batch.size},
      ${batch.modifiedMs}, ${batch.sha256}, ${batch.mediaType}, ${batch.at},
      ${batch.refusal === null ? 'reading' : 'refused'}, ${batch.refusal})
    ON CONFLICT DO NOTHING`.execute(tx);
  return numAffectedRows > 0n;
}

/** Keeps the acts on the strip, one version on. */
export async function saveEdits(tx: Tx, id: string, edits: readonly ScanEdit[]): Promise<void> {
  await sql`
    UPDATE scan_batches SET edits = ${JSON.stringify(edits)}, version = scan_batches.version + 1
    WHERE scan_batches.id = ${id}`.execute(tx);
}

/** Says that nothing of it waits any more, or that something does again. */
export async function settleBatch(
  tx: Tx,
  id: string,
  settled: { at: Date; by: string } | null,
): Promise<void> {
  await sql`
    UPDATE scan_batches SET settled_at = ${settled?.at ?? null}, settled_by = ${settled?.by ?? null}
    WHERE scan_batches.id = ${id}`.execute(tx);
}

/** Says where pages went. The key refuses a page that is somewhere already. */
export async function placePages(
  tx: Tx,
  batchId: string,
  given: {
    pages: readonly number[];
    to: { documentId: string; caseFileId: string } | { uploadId: string };
    at: Date;
    by: string;
  },
): Promise<void> {
  const to = { documentId: null, caseFileId: null, uploadId: null, ...given.to };
  // What was taken to the counter and let go there is free again.
  await sql`
    DELETE FROM scan_placements WHERE scan_placements.batch_id = ${batchId}
      AND scan_placements.page = ANY (${given.pages}::int[]) AND NOT ${placementHolds(given.at)}`.execute(tx);
  await sql`
    INSERT INTO scan_placements (batch_id, page, document_id, case_file_id, upload_id, placed_at, placed_by)
    SELECT ${batchId}, page, ${to.documentId}::uuid, ${to.caseFileId}::uuid, ${to.uploadId}::uuid, ${given.at}, ${given.by}
    FROM unnest(${given.pages}::int[]) AS page`.execute(tx);
}
