import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ScanRefusal } from '@opis/contracts';

/** What tells a file in a folder from others, and from itself while it still grows. */
export type FileMark = { readonly size: number; readonly modifiedMs: number };

/** A file of a folder that was opened, or why it may not be. */
export type OpenedFile = { handle: FileHandle; mark: FileMark } | { refusal: ScanRefusal; mark: FileMark };

/**
 * Opens what lies under this path, never what a link points to: whoever may write into the folder could show us any file
 * of the machine. A file with a second name elsewhere is refused too. Undefined when it is gone or not readable now.
 */
export async function openFolderFile(path: string): Promise<OpenedFile | undefined> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(path, flags).catch((error: NodeJS.ErrnoException) => error);
  if (handle instanceof Error) {
    return handle.code === 'ELOOP' ? { refusal: 'linked', mark: { size: 0, modifiedMs: 0 } } : undefined;
  }
  const about = await handle.stat();
  const mark = { size: about.size, modifiedMs: Math.trunc(about.mtimeMs) };
  const refusal = about.nlink > 1 ? 'linked' : undefined;
  if (about.isFile() && refusal === undefined) return { handle, mark };
  await handle.close();
  return about.isFile() && refusal ? { refusal, mark } : undefined;
}

const headBytes = 16;
const tailBytes = 2048;

/**
 * What the bytes are and whether their end is there: a printer writes for a minute, a network breaks off. A TIFF says at
 * its head where its directory lies; it is whole when that is inside the file.
 */
export async function examineEnds(
  handle: FileHandle,
  size: number,
): Promise<'whole' | 'unfinished' | 'foreign'> {
  const head = await readAt(handle, 0, Math.min(size, 1024));
  const tail = await readAt(handle, Math.max(0, size - tailBytes), Math.min(size, tailBytes));
  const start = head.subarray(0, headBytes).toString('latin1');
  const ended = (isThere: boolean) => (isThere ? 'whole' : 'unfinished');
  if (head.includes('%PDF-')) return ended(tail.includes('%%EOF'));
  if (start.startsWith('\xff\xd8\xff')) return ended(tail.includes('\xff\xd9', 'latin1'));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return ended(tail.includes('IEND'));
  if (start.startsWith('II*\0')) return ended(head.readUInt32LE(4) < size - 2);
  if (start.startsWith('MM\0*')) return ended(head.readUInt32BE(4) < size - 2);
  return 'foreign';
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The bytes of the file, from its first on. */
export async function* readWhole(handle: FileHandle): AsyncGenerator<Uint8Array> {
  yield* handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 });
}
