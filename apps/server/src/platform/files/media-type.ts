import type { FileHandle } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { textType } from './text-type.ts';
import { isZip, zipType } from './zip-type.ts';

/** What nothing else is known of. */
export const opaque = 'application/octet-stream';

const headBytes = 64 * 1024;

/**
 * Tells the type from the bytes, reading at most 64 KiB at the head and, of a ZIP, its list of names. Nothing is
 * unpacked. What is recognised as nothing is `application/octet-stream`.
 */
export async function detectMediaType(file: FileHandle, size: number): Promise<string> {
  const head = await readAt(file, 0, Math.min(size, headBytes));
  if (isZip(head)) return await zipType(head, (position, length) => readAt(file, position, length), size);
  return textType(head, { whole: head.length === size }) ?? (await binaryType(head));
}

async function binaryType(head: Uint8Array): Promise<string> {
  if (startsWith(head, '%PDF-')) return 'application/pdf';
  // The library would unpack it to look for a tar inside; what it is called does not matter to us.
  if (head[0] === 0x1f && head[1] === 0x8b) return 'application/gzip';
  const told = await fileTypeFromBuffer(head).catch(() => undefined);
  if (told) return told.mime.toLowerCase();
  // Readers accept a PDF that begins within the first 1024 bytes (ISO 32000-1, annex H).
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).includes('%PDF-')
    ? 'application/pdf'
    : opaque;
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, ascii.length)).toString('latin1') ===
    ascii
  );
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
