import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { FileStore, ReceiveLimits, StoredFile } from '../../platform/files/file-store.ts';
import type { Previews } from '../../platform/preview/previews.ts';

/** Follows what comes in, in the transaction that names its bytes; wired in `compose.ts`. */
export type UploadSubscriber = { arrived(tx: Tx, file: StoredFile): Promise<void> };

/**
 * Says whether bytes may leave the house or be shown; wired in `compose.ts`. Errors: `document.infected`, and
 * `document.waits-for-antivirus` where the institution has set that nothing is opened before.
 */
export type FileGuard = {
  requireOpenable(sha256: string): Promise<void>;
  /** Those of these that may be opened now: a page says a sentence in place of a picture that would not come. */
  listOpenable(sha256s: readonly string[]): Promise<ReadonlySet<string>>;
};

/** What the use-cases of documents stand on; `uploadLimits` come from the settings. */
export type DocumentDeps = {
  readonly db: Db;
  readonly files: FileStore;
  readonly previews: Previews;
  readonly clock: Clock;
  readonly uploadLimits: ReceiveLimits;
  /** Asked before bytes are shown or given; everything may be when absent. */
  readonly fileGuard?: FileGuard;
  /** Modules above that look at every file that comes; nobody when absent. */
  readonly uploadSubscribers?: readonly UploadSubscriber[];
};
