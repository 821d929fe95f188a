import type { FileFlag, FileWorkKind } from '@opis/contracts';
import { sql } from 'kysely';
import { FlaggedFileError, type ReadFile } from '../../platform/processing/file-job.ts';
import { findShownAs } from '../documents/index.ts';
import { makeArchiveCopy, makePreview, makeSmallCopy } from './make-copies.ts';
import type { ProcessingDeps } from './processing-deps.ts';
import { LostWorkError, readFileText } from './read-file-text.ts';
import { requestArchive } from './request-processing.ts';
import { NoAntivirusError, scanFile } from './scan-file.ts';
import {
  claimWork,
  endWork,
  type HeldWork,
  putOffWork,
  releaseWork,
  renewEveryMs,
  renewWork,
  type WorkEnd,
} from './work-store.ts';
import { closedOfficeTypes, isDrawn } from './works-of-types.ts';

// A virus is found before anybody opens the file; what one looks at comes before what is archived.
const order: readonly FileWorkKind[] = ['antivirus', 'preview', 'text', 'small', 'archive'];
const maxAttempts = 6;

/**
 * Does the next work that is due; false when there is none. It is held by a lease: a process that was killed leaves it to
 * the next, which goes on after the pages that are kept. `signal` says that this process stops.
 */
export async function processNext(deps: ProcessingDeps, signal?: AbortSignal): Promise<boolean> {
  const work = await claimWork(deps.db, order, { afterAntivirus: deps.requireClean });
  if (!work) return false;
  const renewing = setInterval(() => void renewWork(deps.db, work).catch(() => {}), renewEveryMs).unref();
  try {
    if (work.attempts > maxAttempts) await giveUp(deps, work, 'ended the process each time');
    else await finish(deps, work, await begin(deps, work));
  } catch (error) {
    await settle(deps, work, { error, stops: signal?.aborted === true });
  } finally {
    clearInterval(renewing);
  }
  return true;
}

async function begin(deps: ProcessingDeps, work: HeldWork): Promise<WorkEnd> {
  if (work.kind === 'antivirus') return await scanFile(deps, work);
  if (await isInfected(deps, work)) return { flags: ['infected'] };
  const { sha256, mediaType } = await whatToRead(deps, work);
  const end = await deps.files.withLocalCopy(sha256, (path) => perform(deps, work, { path, mediaType }));
  return end ?? { flags: ['damaged'] };
}

// What only an office program can read is read in the PDF that it made.
async function whatToRead({ db }: ProcessingDeps, work: HeldWork) {
  const isClosed = work.kind === 'text' && closedOfficeTypes.includes(work.mediaType);
  const shown = isClosed ? await findShownAs(db, work.sha256) : undefined;
  return shown ? { sha256: shown, mediaType: 'application/pdf' } : work;
}

async function perform(deps: ProcessingDeps, work: HeldWork, file: ReadFile): Promise<WorkEnd> {
  const does = {
    antivirus: scanFile,
    text: readFileText,
    preview: makePreview,
    small: makeSmallCopy,
    archive: makeArchiveCopy,
  }[work.kind];
  return await does(deps, work, file).catch((error) => {
    if (error instanceof FlaggedFileError) return { flags: [error.flag] satisfies FileFlag[] };
    throw error;
  });
}

// Of a PDF nothing that we can start enforces the standard (decision 0222).
const canArchive = ({ archiveCopies }: ProcessingDeps, { mediaType }: HeldWork) =>
  archiveCopies && mediaType.startsWith('image/') && isDrawn(mediaType);

async function isInfected({ db }: ProcessingDeps, { sha256 }: HeldWork): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM file_works WHERE file_works.sha256 = ${sha256} AND file_works.kind = 'antivirus'
      AND 'infected' = ANY (file_works.flags)
  `.execute(db);
  return rows.length > 0;
}

async function finish(deps: ProcessingDeps, work: HeldWork, end: WorkEnd) {
  await deps.db.transaction().execute(async (tx) => {
    if (!(await endWork(tx, work, end))) return;
    if (work.kind === 'antivirus')
      for (const subscriber of deps.checkSubscribers) await subscriber.checked(tx, work.sha256);
    if (work.kind !== 'text') return;
    if (canArchive(deps, work)) await requestArchive(tx, work.sha256);
    for (const subscriber of deps.textSubscribers) await subscriber.textReady(tx, [work.sha256]);
  });
}

async function settle(
  deps: ProcessingDeps,
  work: HeldWork,
  { error, stops }: { error: unknown; stops: boolean },
) {
  if (error instanceof LostWorkError) return;
  if (stops) return await releaseWork(deps.db, work);
  const reason = error instanceof Error ? error.message : 'unknown';
  deps.log.warn({ sha256: work.sha256, kind: work.kind, attempt: work.attempts, reason }, 'file work failed');
  const patience = error instanceof NoAntivirusError;
  if (!patience && work.attempts >= maxAttempts) return await giveUp(deps, work, reason);
  // An antivirus that is down for a night finds everything waiting in the morning.
  const seconds = patience ? 30 : Math.min(600, 5 * 2 ** work.attempts);
  await putOffWork(deps.db, work, {
    seconds,
    code: patience ? 'file-processing.no-antivirus' : 'file-processing.failed',
    giveUp: false,
    counts: !patience,
  });
}

async function giveUp(deps: ProcessingDeps, work: HeldWork, reason: string) {
  deps.log.error({ sha256: work.sha256, kind: work.kind, reason }, 'file work given up');
  await putOffWork(deps.db, work, { seconds: 0, code: 'file-processing.failed', giveUp: true, counts: true });
}
