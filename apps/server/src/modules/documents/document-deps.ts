import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { FileStore, ReceiveLimits } from '../../platform/files/file-store.ts';
import type { Previews } from '../../platform/preview/previews.ts';

/** What the use-cases of documents stand on; `uploadLimits` come from the settings. */
export type DocumentDeps = {
  readonly db: Db;
  readonly files: FileStore;
  readonly previews: Previews;
  readonly clock: Clock;
  readonly uploadLimits: ReceiveLimits;
};
