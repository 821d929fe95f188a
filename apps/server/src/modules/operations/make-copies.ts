import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ArchiveFolder,
  copyName,
  listCopies,
  openArchive,
} from '../../platform/backup/archive-folder.ts';
import { makeBaseCopy, readBaseCopy } from '../../platform/backup/base-copy.ts';
import { copyFiles, openArchivedFiles } from '../../platform/backup/copy-files.ts';
import { makeLogicalCopy } from '../../platform/backup/logical-copy.ts';
import { removeLogBefore } from '../../platform/backup/wal-files.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { writeWitnessFiles } from '../registry/index.ts';
import type { OperationsDeps } from './house.ts';
import { operationsText } from './operations-texts.ts';
import { rememberRun } from './run-store.ts';

/** What a night's copies came to. `baseBytes` is null where only a logical copy is possible. */
export type CopiesMade = {
  baseBytes: number | null;
  rows: number;
  filesCopied: number;
  filesDamaged: number;
  seconds: number;
};

/**
 * Copies the house to its archive: the database as it lies, its rows, then the files (whatever a row names is then
 * there), the signed heads; and lets go of the oldest copies. Keys are in none of it. Safe to run at any time, beside a
 * working server. Throws `OperatorError`, and whatever the disk says.
 */
export async function makeCopies(deps: OperationsDeps): Promise<CopiesMade> {
  const { archiveDir } = deps.house;
  if (archiveDir === undefined) throw new OperatorError(operationsText('copies.no-archive'));
  return rememberRun(deps, 'copies', async () => {
    const started = performance.now();
    const archive = await openArchive(archiveDir);
    const made = await copyAll(deps, archive);
    await letGoOfOldest(archive, deps.house.keepCopies);
    if (made.filesDamaged > 0)
      deps.log.error(
        { count: made.filesDamaged },
        'files in the store have other bytes than their names say',
      );
    return { ...made, seconds: Math.round((performance.now() - started) / 100) / 10 };
  });
}

async function copyAll(deps: OperationsDeps, archive: ArchiveFolder): Promise<Omit<CopiesMade, 'seconds'>> {
  const { db, clock, files, house } = deps;
  const at = clock.now();
  const base = house.backupUrl ? await makeBaseCopy(house.backupUrl, archive, at) : undefined;
  const logical = await makeLogicalCopy(house.ownerUrl, join(archive.logical, copyName(at)), at);
  const copied = await copyFiles(files, await openArchivedFiles(archive.files), clock.now());
  await writeWitnessFiles(db, [archive.root]);
  return {
    baseBytes: base?.bytes ?? null,
    rows: logical.tables.reduce((sum, { rows }) => sum + rows, 0),
    filesCopied: copied.copied,
    filesDamaged: copied.damaged.length,
  };
}

async function letGoOfOldest(archive: ArchiveFolder, keep: number) {
  for (const folder of [archive.base, archive.logical]) {
    const old = (await listCopies(folder)).slice(0, -keep);
    for (const name of old) await rm(join(folder, name), { recursive: true });
  }
  const oldest = (await listCopies(archive.base))[0];
  if (oldest !== undefined)
    await removeLogBefore(archive.wal, await readBaseCopy(join(archive.base, oldest)));
}
