import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { enqueueMany } from '../../platform/jobs/enqueue.ts';
import { type FileCheckSubscriber, fileWorkOf } from '../file-processing/index.ts';
import { readScan } from './read-scan.ts';

/** Scans follow what the antivirus said of them: an infected one is closed, every other is read now. */
export const scanChecks: FileCheckSubscriber = {
  checked: async (tx, sha256) => {
    const works = await fileWorkOf(tx, [sha256]);
    if (works.some(({ flags }) => flags.includes('infected'))) return closeInfected(tx, sha256);
    await readOn(tx, sha256);
  },
};

async function closeInfected(tx: Tx, sha256: string) {
  await sql`
    UPDATE scan_batches SET state = 'refused', refusal = 'infected' WHERE scan_batches.sha256 = ${sha256}`.execute(
    tx,
  );
}

async function readOn(tx: Tx, sha256: string) {
  // What the antivirus could not look at before, and can now.
  await sql`
    UPDATE scan_batches SET state = 'reading', refusal = NULL
    WHERE scan_batches.sha256 = ${sha256} AND scan_batches.refusal = 'not-checked'
      AND scan_batches.document_id IS NULL`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    SELECT scan_batches.id FROM scan_batches
    WHERE scan_batches.sha256 = ${sha256} AND scan_batches.state = 'reading'`.execute(tx);
  await enqueueMany(
    tx,
    readScan,
    rows.map(({ id }) => ({ payload: { id } })),
  );
}
