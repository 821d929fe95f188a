import { AppError } from '@opis/contracts';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import { deleteOwnUpload } from './upload-store.ts';

/** Lets go of an upload that waits; its bytes go with the next sweep if nobody else has the same. */
export async function discardUpload(deps: { db: Db }, actor: Actor, uploadId: string): Promise<void> {
  const done = await deleteOwnUpload(deps.db, { uploadId, accountId: actor.accountId });
  if (!done) throw new AppError('not-found', 'document.upload-not-found');
}
