import { classifyCode, type ScanRefusal } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import type { SeenPage } from '../../platform/preview/scan-job.ts';
import { type Closed, whyClosed } from './closed-scan.ts';
import { maxScanPages, type ScanDeps } from './scan-deps.ts';

// So many pages are read with one opening of the file, and lost when the process dies.
const pagesAtOnce = 8;

type Waiting = { sha256: string; media_type: string; page_count: number | null; pages_read: number };

/**
 * Reads the pages of a scan: codes, blankness, lie, thumbnails. Safe to repeat; goes on where it was broken off. One that
 * may not be opened yet is left: the end of its check asks for it again (`scanChecks`).
 */
export const readScan = defineJob({
  name: 'scans.read-scan',
  schema: z.strictObject({ id: z.uuid() }),
  run: async (deps: ScanDeps, { id }, { signal }) => {
    const batch = await findWaiting(deps, id);
    if (batch === undefined) return;
    const closed = await whyClosed(deps, batch.sha256);
    if (closed !== undefined) return void (await leave(deps, id, closed));
    const done = await deps.files.withLocalCopy(batch.sha256, async (path) => {
      const source = { path, mediaType: batch.media_type };
      const count = batch.page_count ?? (await deps.scanReader.countPages(source));
      if (count === undefined || count === 0) return refuse(deps, id, 'unreadable');
      if (count > maxScanPages) return refuse(deps, id, 'too-many-pages');
      await keepCount(deps, id, count);
      for (let from = batch.pages_read + 1; from <= count; from += pagesAtOnce) {
        signal.throwIfAborted();
        const found = await whyClosed(deps, batch.sha256);
        if (found !== undefined) return leave(deps, id, found);
        const pages = await deps.scanReader.readPages(source, { from, to: from + pagesAtOnce - 1 });
        if (pages === undefined) return refuse(deps, id, 'unreadable');
        await keepPages(deps, id, pages);
      }
      return finish(deps, id);
    });
    if (done === undefined) throw new Error('the bytes of the scan are not there now');
  },
});

async function findWaiting({ db }: ScanDeps, id: string): Promise<Waiting | undefined> {
  const { rows } = await sql<Waiting>`
    SELECT scan_batches.sha256, scan_batches.media_type, scan_batches.page_count,
      (SELECT count(*)::int FROM scan_pages WHERE scan_pages.batch_id = scan_batches.id) AS pages_read
    FROM scan_batches WHERE scan_batches.id = ${id} AND scan_batches.state = 'reading'`.execute(db);
  return rows[0];
}

async function keepCount({ db }: ScanDeps, id: string, count: number) {
  await sql`UPDATE scan_batches SET page_count = ${count} WHERE scan_batches.id = ${id}`.execute(db);
}

async function keepPages({ db, publicUrl }: ScanDeps, id: string, pages: readonly SeenPage[]) {
  const rows = pages.map(({ page, blank, turned, skew, codes, thumbnail }) => ({
    ...{ page, blank, turned, skew },
    codes: codes.map((code) => classifyCode(code, publicUrl)),
    thumbnail: Buffer.from(thumbnail).toString('base64'),
  }));
  await sql`
    INSERT INTO scan_pages (batch_id, page, blank, turned, skew, codes, thumbnail)
    SELECT ${id}, seen.page, seen.blank, seen.turned, seen.skew, seen.codes, decode(seen.thumbnail, 'base64')
    FROM json_to_recordset(${JSON.stringify(rows)})
      AS seen(page int, blank boolean, turned int, skew real, codes jsonb, thumbnail text)
    ON CONFLICT DO NOTHING`.execute(db);
}

async function finish({ db }: ScanDeps, id: string): Promise<true> {
  await sql`UPDATE scan_batches SET state = 'ready' WHERE scan_batches.id = ${id}
    AND scan_batches.state = 'reading'`.execute(db);
  return true;
}

async function leave(deps: ScanDeps, id: string, closed: Closed): Promise<true> {
  return closed === 'waits' ? true : refuse(deps, id, closed);
}

async function refuse({ db }: ScanDeps, id: string, reason: ScanRefusal): Promise<true> {
  await sql`UPDATE scan_batches SET state = 'refused', refusal = ${reason} WHERE scan_batches.id = ${id}
    AND scan_batches.state = 'reading'`.execute(db);
  return true;
}
