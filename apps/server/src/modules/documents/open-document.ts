import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppError } from '@opis/contracts';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Previews } from '../../platform/preview/previews.ts';
import type { FileGuard } from './document-deps.ts';
import { renderStoredPage } from './document-pages.ts';
import { requireDocument } from './document-reader.ts';
import type { ReadGrant } from './read-grant.ts';

/** A document on its way out: what it is called and is, and its bytes. */
export type OpenedDocument = {
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly bytes: Readable;
};

/**
 * Opens a document of the granted holder. Errors: `document.not-found`, `document.damaged` when its bytes are gone,
 * and those of the `FileGuard`.
 * Bytes that no longer match their hash are never delivered whole: the stream fails before its last piece.
 */
export async function openDocument(
  deps: { db: Db; files: FileStore; fileGuard?: FileGuard },
  grant: ReadGrant,
  documentId: string,
): Promise<OpenedDocument> {
  const file = await requireDocument(deps.db, grant, documentId);
  await deps.fileGuard?.requireOpenable(file.sha256);
  const stored = await deps.files.open(file.sha256);
  if (!stored) throw damaged(file.sha256);
  const bytes = await begin(checkBytes(stored, file.sha256));
  return { name: file.name, size: file.size, mediaType: file.mediaType, bytes };
}

/** PNG of one page of a document of the granted holder. Errors: as above, and `document.no-preview`. */
export async function renderDocumentPage(
  deps: { db: Db; files: FileStore; previews: Previews; fileGuard?: FileGuard },
  grant: ReadGrant,
  asked: { documentId: string; page: number },
): Promise<Uint8Array> {
  const file = await requireDocument(deps.db, grant, asked.documentId);
  await deps.fileGuard?.requireOpenable(file.sha256);
  const shown = file.shownAs ? { ...file, sha256: file.shownAs, mediaType: 'application/pdf' } : file;
  return await renderStoredPage(deps, shown, asked.page);
}

// A small file is checked whole before anybody hears that it comes: what is wrong with it is then still an answer.
async function begin(pieces: AsyncGenerator<Uint8Array>): Promise<Readable> {
  const first = await pieces.next();
  async function* all() {
    if (!first.done) yield first.value;
    yield* pieces;
  }
  return Readable.from(all(), { objectMode: false });
}

async function* checkBytes(stored: Readable, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  for await (const chunk of stored) {
    hash.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  if (hash.digest('hex') !== sha256) throw damaged(sha256);
  if (held) yield held;
}

function damaged(sha256: string): AppError {
  return new AppError('dependency', 'document.damaged', {
    message: `the bytes under ${sha256} are gone or changed`,
  });
}
