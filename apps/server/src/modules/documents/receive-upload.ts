import { randomUUID } from 'node:crypto';
import { AppError, type UploadResponse } from '@opis/contracts';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import type { Actor } from '../identity/index.ts';
import type { DocumentDeps } from './document-deps.ts';
import { toDocumentName } from './document-name.ts';
import { toShownPages } from './document-pages.ts';
import { insertUpload, takeBlob, uploadLifetimeMs } from './upload-store.ts';

/**
 * Takes bytes in for whoever may register documents or works on files. They are durable in the store before the row that names them is
 * committed; when anything fails, no row names them.
 */
export async function receiveUpload(
  deps: DocumentDeps,
  actor: Actor,
  command: { name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<UploadResponse> {
  if (!actor.scopes.has('entry.register') && !actor.scopes.has('case.work'))
    throw new AppError('forbidden', 'identity.forbidden');
  const received = await deps.files.receive(command.bytes, deps.uploadLimits);
  try {
    return await keepUpload(deps, actor, { name: toDocumentName(command.name), received });
  } finally {
    await received.discard();
  }
}

async function keepUpload(
  deps: DocumentDeps,
  actor: Actor,
  { name, received }: { name: string; received: ReceivedFile },
): Promise<UploadResponse> {
  const { sha256, mediaType, localPath: path } = received;
  const pages = await deps.previews.countPages({ sha256, mediaType, path });
  const now = deps.clock.now();
  const upload = {
    // Random throughout: nobody guesses another's upload from their own (CVE-2024-33668).
    id: randomUUID(),
    accountId: actor.accountId,
    name,
    sha256,
    createdAt: now,
    expiresAt: new Date(now.getTime() + uploadLifetimeMs),
  };
  const blob = await deps.db.transaction().execute(async (tx) => {
    const taken = await takeBlob(tx, received, { pages, at: now });
    await received.keep();
    await insertUpload(tx, upload);
    for (const subscriber of deps.uploadSubscribers ?? []) await subscriber.arrived(tx, received);
    return taken;
  });
  return {
    id: upload.id,
    name,
    sha256,
    size: blob.size,
    mediaType: blob.mediaType,
    pages: toShownPages(blob),
  };
}
