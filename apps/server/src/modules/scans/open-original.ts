import { AppError } from '@opis/contracts';
import type { OpenedDocument } from '../documents/index.ts';
import { recordAccess } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import type { ScanDeps } from './scan-deps.ts';
import { requireBatch } from './scan-store.ts';

/**
 * A file as it came, to be saved: what could not be read here may be read elsewhere. Leaves an access record. Errors:
 * `scan.not-found`, also when its bytes never came in; `document.damaged`, and those of the `FileGuard`.
 */
export async function openOriginal(
  { db, clock, files, fileGuard }: Pick<ScanDeps, 'db' | 'clock' | 'files' | 'fileGuard'>,
  actor: Actor,
  id: string,
): Promise<OpenedDocument> {
  const at = clock.now();
  const { row } = await requireBatch(db, actor, { id, now: at });
  const { name, size, sha256, media_type: mediaType } = row;
  if (sha256 === null || mediaType === null) throw new AppError('not-found', 'scan.not-found');
  await fileGuard.requireOpenable(sha256);
  const bytes = await files.open(sha256);
  if (bytes === undefined) {
    throw new AppError('dependency', 'document.damaged', { message: `no bytes under ${sha256}` });
  }
  const acting = { accountId: actor.accountId, onBehalfOf: null };
  const subject = { subjectType: 'scan', subjectId: id } as const;
  await recordAccess(db, acting, { kind: 'file-read', at, ...subject, purpose: 'document' });
  return { name, size, mediaType, bytes };
}
