import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@opis/contracts';
import type { ReceiveLimits, StoredFile } from './file-store.ts';
import { detectMediaType } from './media-type.ts';
import { toStorageError } from './storage-error.ts';

/** A file that came in whole and reached the disk, under a random name. */
export type TemporaryFile = StoredFile & { readonly path: string };

/** Streams `bytes` into a new file of `folder`, hashing on the way. After any error the file is gone. */
export async function receiveFile(
  folder: string,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReceiveLimits,
): Promise<TemporaryFile> {
  const path = join(folder, randomUUID());
  const handle = await createExclusive(path);
  try {
    const { sha256, size } = await pour(bytes, { handle, maxBytes: limits.maxBytes });
    const mediaType = await detectMediaType(handle, size);
    if (isForbidden(mediaType, limits.forbiddenTypes))
      throw new AppError('validation', 'document.type-forbidden');
    await handle.datasync();
    await handle.close();
    return { path, sha256, size, mediaType };
  } catch (error) {
    await handle.close().catch(() => {});
    await removeQuietly(path);
    throw toStorageError(error);
  }
}

/** Removes a temporary file; that it is gone already is as good. What cannot be removed now is swept later. */
export async function removeQuietly(path: string): Promise<void> {
  await unlink(path).catch(() => {});
}

async function createExclusive(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o440);
  } catch (error) {
    throw toStorageError(error);
  }
}

async function pour(bytes: AsyncIterable<Uint8Array>, into: { handle: FileHandle; maxBytes: number }) {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of untilCut(bytes)) {
    size += chunk.byteLength;
    if (size > into.maxBytes) throw new AppError('validation', 'document.too-large');
    hash.update(chunk);
    await writeWhole(into.handle, chunk);
  }
  if (size === 0) throw new AppError('validation', 'document.empty');
  return { sha256: hash.digest('hex'), size };
}

// A short write is legal (a nearly full disk does it): go on with the rest until it is taken or refused.
async function writeWhole(handle: FileHandle, chunk: Uint8Array) {
  for (let taken = 0; taken < chunk.byteLength; ) {
    const { bytesWritten } = await handle.write(chunk, taken);
    taken += bytesWritten;
  }
}

// Tells a cut source from a failing disk: both would arrive as system errors of the same kinds.
async function* untilCut(bytes: AsyncIterable<Uint8Array>) {
  try {
    yield* bytes;
  } catch (error) {
    throw new AppError('validation', 'document.upload-interrupted', { cause: error });
  }
}

function isForbidden(mediaType: string, forbidden: readonly string[]): boolean {
  const family = `${mediaType.split('/')[0]}/*`;
  return forbidden.some((type) => type === mediaType || type === family);
}
