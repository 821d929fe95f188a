import { AppError, type LaidPage } from '@opis/contracts';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import { receiveMade, storedAlready } from '../documents/index.ts';
import { isUntouched, type ReadBatch } from './scan-batch.ts';
import type { ScanDeps } from './scan-deps.ts';

/**
 * The bytes of the document that these pages make: those of the file that came, when they are all of it and nothing was
 * done to them, else a PDF of our own. Errors: `scan.unreadable`, `scan.busy`, `document.damaged`, and
 * those of the `FileGuard`.
 */
export async function makeDocument(
  { files, scanReader, fileGuard }: Pick<ScanDeps, 'files' | 'scanReader' | 'fileGuard'>,
  batch: ReadBatch,
  stack: readonly LaidPage[],
): Promise<ReceivedFile> {
  const { sha256, media_type: mediaType, size } = batch.row;
  if (sha256 === null || mediaType === null) throw new AppError('conflict', 'scan.changed-meanwhile');
  await fileGuard.requireOpenable(sha256);
  if (isUntouched(stack, batch)) return storedAlready({ sha256, mediaType, size });
  const pdf = await files.withLocalCopy(sha256, (path) => scanReader.assemble({ path, mediaType }, stack));
  if (pdf === undefined) {
    throw new AppError('dependency', 'document.damaged', { message: `no bytes under ${sha256}` });
  }
  // The antivirus may have ended while it was made.
  await fileGuard.requireOpenable(sha256);
  return receiveMade(files, Buffer.from(pdf));
}
