import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Log } from '../../platform/log.ts';
import type { ScanReader } from '../../platform/scanning/scan-reader.ts';
import type { FileGuard } from '../documents/index.ts';

/** What scans stand on. */
export type ScanDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: FileStore;
  readonly scanReader: ScanReader;
  /** Asked before anything of a file is read, shown, given or filed. */
  readonly fileGuard: FileGuard;
  /** The institution's own address: receipts that name another one are not ours. */
  readonly publicUrl: string;
};

/** Types that a scanner gives, as told from the bytes. */
export const scanTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/tiff',
  'image/jpeg',
  'image/png',
]);

/** A feeder holds some hundreds of sheets; more pages in one file are no stack. */
export const maxScanPages = 1000;
