import { lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type ScanRefusal } from '@opis/contracts';
import { sql } from 'kysely';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/enqueue.ts';
import { keepBytes } from '../documents/index.ts';
import { requestCheck } from '../file-processing/index.ts';
import { type FileMark, openFolderFile, readWhole } from './folder-file.ts';
import { readScan } from './read-scan.ts';
import { type ScanDeps, scanTypes } from './scan-deps.ts';
import { insertBatch } from './scan-store.ts';

/** A watched folder: an office's own, or a counter's. */
export type WatchedFolder = {
  readonly path: string;
  readonly officeId: string;
  readonly counter: string | null;
};

/** Where a file goes that was taken in. */
export const takenFolder = 'preluat';

export type TakeDeps = Pick<ScanDeps, 'db' | 'clock' | 'files' | 'log'> & { maxBytes: number };

/**
 * Takes a file of a folder in, once: its bytes into the store, a row that no other look at the same file can write again,
 * then out of the way. A crash before the row leaves the file as it was; one after it leaves a file that is known, and is
 * only put away. Answers false when the file changed under our eyes: it is looked at again.
 */
export async function takeFile(
  deps: TakeDeps,
  folder: WatchedFolder,
  { name, mark }: { name: string; mark: FileMark },
): Promise<boolean> {
  const path = join(folder.path, name);
  const opened = await openFolderFile(path);
  if (opened === undefined || !('handle' in opened) || !isSame(opened.mark, mark)) {
    if (opened && 'handle' in opened) await opened.handle.close();
    return false;
  }
  let received: ReceivedFile | undefined;
  try {
    const limits = { maxBytes: deps.maxBytes, forbiddenTypes: [] };
    received = await deps.files.receive(readWhole(opened.handle), limits);
    const after = await opened.handle.stat();
    if (!isSame({ size: after.size, modifiedMs: Math.trunc(after.mtimeMs) }, mark)) return false;
    if (!scanTypes.has(received.mediaType))
      return refuseFile(deps, folder, { name, mark, refusal: 'foreign-type' });
    await writeArrival(deps, folder, { name, mark, received });
  } catch (error) {
    const refusal = error instanceof AppError ? refusals[error.code] : undefined;
    if (refusal === undefined) throw error;
    return refuseFile(deps, folder, { name, mark, refusal });
  } finally {
    await opened.handle.close();
    await received?.discard();
  }
  await putAside(deps, folder, name);
  return true;
}

const refusals: Readonly<Partial<Record<string, ScanRefusal>>> = {
  'document.too-large': 'too-large',
  'document.empty': 'empty',
};

const isSame = (one: FileMark, other: FileMark) =>
  one.size === other.size && one.modifiedMs === other.modifiedMs;

type Arrival = { name: string; mark: FileMark; received: ReceivedFile };

async function writeArrival(deps: TakeDeps, folder: WatchedFolder, { name, mark, received }: Arrival) {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const id = newId();
    await keepBytes(tx, received, at);
    const { sha256, mediaType } = received;
    const taken = await insertBatch(tx, {
      ...{ id, ...placeOf(folder), name, ...mark, at },
      ...{ sha256, mediaType, refusal: null },
    });
    if (!taken) return;
    await requestCheck(tx, sha256);
    await enqueue(tx, readScan, { id });
  });
}

/** Keeps in sight what is not taken in, with the reason, once; the file stays where it is. */
export async function refuseFile(
  deps: Pick<TakeDeps, 'db' | 'clock'>,
  folder: WatchedFolder,
  { name, mark, refusal }: { name: string; mark: FileMark; refusal: ScanRefusal },
): Promise<true> {
  const at = deps.clock.now();
  const place = { id: newId(), ...placeOf(folder), name, ...mark, at };
  await deps.db
    .transaction()
    .execute((tx) => insertBatch(tx, { ...place, sha256: null, mediaType: null, refusal }));
  return true;
}

const placeOf = ({ officeId, counter }: WatchedFolder) => ({ officeId, counter, uploadedBy: null });

/** Whether the file is known, by a row that was written before: then it is only put away. */
export async function findKnown(
  { db }: Pick<TakeDeps, 'db'>,
  { officeId, counter }: WatchedFolder,
  { name, mark }: { name: string; mark: FileMark },
): Promise<'taken' | 'refused' | undefined> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT scan_batches.sha256 IS NOT NULL AS taken FROM scan_batches
    WHERE scan_batches.office_id = ${officeId} AND scan_batches.counter IS NOT DISTINCT FROM ${counter}
      AND scan_batches.name = ${name} AND scan_batches.size = ${mark.size}
      AND scan_batches.modified_ms = ${mark.modifiedMs} AND scan_batches.uploaded_by IS NULL`.execute(db);
  if (rows[0] === undefined) return undefined;
  return rows[0].taken ? 'taken' : 'refused';
}

/** Moves a file that was taken in out of the way. A folder that nothing may be changed in keeps it; the row is enough. */
export async function putAside({ log }: Pick<TakeDeps, 'log'>, folder: WatchedFolder, name: string) {
  const taken = join(folder.path, takenFolder);
  // A link there would lead the papers out of the folder.
  const isOurs = (await lstat(taken).catch(() => undefined))?.isDirectory() ?? false;
  if (!isOurs) return;
  const place = join(taken, `${newId().slice(-12)}-${name}`);
  await rename(join(folder.path, name), place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT')
      log.info({ reason: error.code }, 'a scan that was taken in stays in its folder');
  });
}
