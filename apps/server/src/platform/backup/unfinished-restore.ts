import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../crypto/secret-file.ts';
import { OperatorError } from '../operator-error.ts';
import { backupText } from './backup-texts.ts';

const noticeOf = (dataDir: string) => join(dataDir, 'restore-unfinished');

/** Until it is finished nothing may register there: numbers that were issued might be given again. */
export function markUnfinishedRestore(dataDir: string): void {
  writeFileSync(noticeOf(dataDir), '', { flush: true });
  syncFolder(dataDir);
}

/** Says that every number that may have been issued is in its book. */
export function markFinishedRestore(dataDir: string): void {
  rmSync(noticeOf(dataDir), { force: true });
  syncFolder(dataDir);
}

/** True between the two. */
export const isUnfinishedRestore = (dataDir: string): boolean => existsSync(noticeOf(dataDir));

/** Throws when a restore was begun in the data folder and not finished. */
export function refuseUnfinishedRestore(dataDir: string): void {
  if (isUnfinishedRestore(dataDir))
    throw new OperatorError(backupText('restore.unfinished', { folder: dataDir }));
}
