import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Log } from '../../platform/log.ts';
import type { VerifyPart } from '../registry/index.ts';

/** Where the house stands: folders, and the addresses of its database by role. */
export type House = {
  dataDir: string;
  archiveDir: string | undefined;
  witnessDir: string | undefined;
  keepCopies: number;
  ownerUrl: string;
  /** Of a role with REPLICATION; undefined when there is none: no physical copies then. */
  backupUrl: string | undefined;
  /** The database server of the data folder, not one of the institution's own. */
  embedded: boolean;
  /** Whether an antivirus is set; there is none when absent. */
  antivirus?: boolean;
  /** What a database server beside the house is started with. */
  environment: NodeJS.ProcessEnv;
};

/** What looking after the house needs. */
export type OperationsDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  files: FileStore;
  keys: { readonly sealKey: KeyObject };
  house: House;
  /** What modules above the registry verify beside it. */
  verifyParts: readonly VerifyPart[];
};
