import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { enqueue, enqueueMany } from '../../platform/jobs/enqueue.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';
import type { Papers } from '../../platform/preview/papers.ts';
import type { UploadSubscriber } from '../documents/index.ts';
import { findFileToExamine, listSigned, listUnexamined, saveReport } from './report-store.ts';
import { loadTrust } from './trust-store.ts';

/** What examining a file stands on. */
export type ExamineDeps = { db: Db; clock: Clock; files: FileStore; papers: Papers };

// Only PDF carries signatures that we read so far: a detached one (.p7s) or a container (ASiC-E) is kept unexamined.
const isSignable = (mediaType: string) => mediaType === 'application/pdf';

/** Examines the signatures of one file and keeps what was found. Safe to repeat: it is examined anew, by today's lists. */
export const examineFile = defineJob({
  name: 'signatures.examine-file',
  schema: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  run: async ({ db, clock, files, papers }: ExamineDeps, { sha256 }) => {
    const file = await findFileToExamine(db, sha256, clock.now());
    if (!file || !isSignable(file.mediaType)) return;
    const trust = await loadTrust(db);
    const found = await files.withLocalCopy(sha256, async (path) => {
      const source = { sha256, path, mediaType: file.mediaType };
      const report = await papers.examineSignatures(source, { trust, at: file.arrivedAt });
      if (!report) throw new Error('the signatures cannot be examined now');
      return report;
    });
    if (found) await saveReport(db, file, { found, now: clock.now() });
  },
});

const keyOf = (sha256: string) => `signatures ${sha256}`;

/** Has every PDF that comes in examined: its signatures are known before anybody registers it. */
export const examineUploads: UploadSubscriber = {
  arrived: async (tx, { sha256, mediaType }) => {
    if (isSignable(mediaType)) await enqueue(tx, examineFile, { sha256 }, { key: keyOf(sha256) });
  },
};

/** Has every signed file examined again: a list came that may vouch for it, or no longer does. */
export async function examineSignedAgain(tx: Tx, db: Db): Promise<number> {
  const hashes = await listSigned(db);
  await enqueueMany(
    tx,
    examineFile,
    hashes.map((sha256) => ({ payload: { sha256 }, key: keyOf(sha256), priority: 10 })),
  );
  return hashes.length;
}

const mostAtOnce = 500;

/** Finds what came in another way than by upload, or before signatures were examined at all. */
export const examineMissing = defineJob({
  name: 'signatures.examine-missing',
  schema: z.strictObject({}),
  run: async ({ db }: ExamineDeps) => {
    const hashes = await listUnexamined(db, mostAtOnce);
    await enqueueMany(
      db,
      examineFile,
      hashes.map((sha256) => ({ payload: { sha256 }, key: keyOf(sha256), priority: 5 })),
    );
  },
});

export const signatureSchedules = [
  defineSchedule('examine-missing-signatures', examineMissing, { payload: {}, everyMinutes: 10 }),
];
