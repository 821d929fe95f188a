import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { FileStore, ReceiveLimits, StoredFile } from '../../platform/files/file-store.ts';
import type { Previews } from '../../platform/preview/previews.ts';

/** Follows what comes in, in the transaction that names its bytes; wired in `compose.ts`. */
export type UploadSubscriber = { arrived(tx: Tx, file: StoredFile): Promise<void> };

/** What the use-cases of documents stand on; `uploadLimits` come from the settings. */
export type DocumentDeps = {
  readonly db: Db;
  readonly files: FileStore;
  readonly previews: Previews;
  readonly clock: Clock;
  readonly uploadLimits: ReceiveLimits;
  /** Modules above that look at every file that comes; nobody when absent. */
  readonly uploadSubscribers?: readonly UploadSubscriber[];
};
