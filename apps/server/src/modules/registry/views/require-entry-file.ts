import { AppError } from '@opis/contracts';
import { grantRead, type ReadGrant } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import { toEntryRow } from './entry-row.ts';
import { type EntryViewDeps, requireEntry } from './get-entry-detail.ts';

/** An entry whose file may be read: the leave to do so, and where it stands. */
export type EntryFile = {
  readonly entryId: string;
  readonly grant: ReadGrant;
  readonly place: {
    readonly access: Awaited<ReturnType<typeof requireEntry>>['access'];
    readonly bookId: string;
    readonly number: number;
    readonly unitId: string | null;
  };
};

/**
 * Leave to read the documents of an entry. The row of the book is one right, the file another: who may not read the file
 * gets the words for what is not there. Whoever opens a document with it records the access.
 */
export async function requireEntryFile(
  deps: EntryViewDeps,
  actor: Actor,
  key: { register: string; year: number; number: number },
): Promise<EntryFile> {
  const { access, record, bookId } = await requireEntry(deps, actor, key);
  if (!toEntryRow(actor, access, record).actions.includes('read-file')) {
    throw new AppError('not-found', 'document.not-found');
  }
  const place = { access, bookId, number: record.number, unitId: record.unit_id };
  return { entryId: record.id, grant: grantRead(record.id), place };
}
