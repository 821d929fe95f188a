import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Log } from '../../platform/log.ts';
import type { Previews } from '../../platform/preview/previews.ts';
import type { FileReader } from '../../platform/processing/file-reader.ts';
import type { ProcessingTools } from '../../platform/processing/find-tools.ts';
import type { FileCheckSubscriber } from './file-check-subscriber.ts';
import type { FileTextSubscriber } from './file-text-subscriber.ts';

/** What the works on files stand on. */
export type ProcessingDeps = {
  readonly db: Db;
  readonly files: FileStore;
  readonly log: Log;
  readonly previews: Previews;
  readonly reader: FileReader;
  /** Programs of the machine that were found. */
  readonly tools: ProcessingTools;
  /** Where the antivirus listens; undefined: there is none. */
  readonly scanner: string | undefined;
  /** Nothing is opened before the antivirus has said that it is clean. */
  readonly requireClean: boolean;
  /** Whether PDF/A copies are made by themselves. */
  readonly archiveCopies: boolean;
  readonly checkSubscribers: readonly FileCheckSubscriber[];
  readonly textSubscribers: readonly FileTextSubscriber[];
  /** Waits while the server is busy with people; called between pages. */
  rest(): Promise<void>;
};
