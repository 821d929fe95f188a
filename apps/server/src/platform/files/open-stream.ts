import { once } from 'node:events';
import type { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { isMissing, toStorageError } from './storage-error.ts';

/** Waits until the file is open, so that a missing one is an answer and not a broken stream. */
export async function openStream(stream: ReadStream): Promise<Readable | undefined> {
  try {
    await once(stream, 'open');
    return stream;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw toStorageError(error);
  }
}
