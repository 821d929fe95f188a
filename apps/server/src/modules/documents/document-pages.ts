import { AppError } from '@opis/contracts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { canPreview, type Previews } from '../../platform/preview/previews.ts';
import type { Blob } from './upload-store.ts';

/** Pages to offer; of a file that nobody could examine yet the first may be asked for. */
export function toShownPages(blob: Pick<Blob, 'mediaType' | 'pages'>): number {
  return blob.pages ?? (canPreview(blob.mediaType) ? 1 : 0);
}

/** PNG of one page, from 1. Errors: `document.no-preview`, `document.damaged` when the bytes are gone. */
export async function renderStoredPage(
  deps: { files: FileStore; previews: Previews },
  stored: Blob & { sha256: string },
  page: number,
): Promise<Uint8Array> {
  if (page > toShownPages(stored)) throw new AppError('not-found', 'document.no-preview');
  const { sha256, mediaType } = stored;
  const png = await deps.files.withLocalCopy(sha256, (path) =>
    deps.previews.renderPage({ sha256, path, mediaType }, page),
  );
  if (!png) throw new AppError('dependency', 'document.damaged', { message: `no bytes under ${sha256}` });
  return png;
}
