import type { Actor } from '../identity/index.ts';
import type { DocumentDeps } from './document-deps.ts';
import { renderStoredPage } from './document-pages.ts';
import { requireOwnUpload } from './upload-store.ts';

/** PNG of one page of an upload of the actor that waits. Errors: `document.upload-not-found`, `document.no-preview`. */
export async function renderUploadPage(
  deps: DocumentDeps,
  actor: Actor,
  asked: { uploadId: string; page: number },
): Promise<Uint8Array> {
  const stored = await requireOwnUpload(deps.db, {
    uploadId: asked.uploadId,
    accountId: actor.accountId,
    now: deps.clock.now(),
  });
  await deps.fileGuard?.requireOpenable(stored.sha256);
  return await renderStoredPage(deps, stored, asked.page);
}
