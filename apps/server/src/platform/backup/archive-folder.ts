import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../files/storage-error.ts';
import { OperatorError } from '../operator-error.ts';
import { backupText } from './backup-texts.ts';

/** Where things lie in the archive: another disk, nothing secret in it but the data themselves. */
export type ArchiveFolder = {
  root: string;
  /** Physical copies, one folder each. */
  base: string;
  /** The log, file by file, and what tells one timeline from another. */
  wal: string;
  /** Logical copies, one folder each. */
  logical: string;
  /** Every file ever, under its hash. */
  files: string;
};

/** The places in an archive; nothing is made. */
export function archiveAt(root: string): ArchiveFolder {
  const at = (name: string) => join(root, name);
  return { root, base: at('base'), wal: at('wal'), logical: at('logical'), files: at('files') };
}

/**
 * Makes the archive's folders. `root` itself must be there: an empty mount point of a disk that is away would otherwise
 * take the copies to the very disk they must survive.
 */
export async function openArchive(root: string): Promise<ArchiveFolder> {
  const archive = archiveAt(root);
  for (const folder of [archive.base, archive.wal, archive.logical, archive.files])
    await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting(root));
  return archive;
}

const ignoreExisting = (root: string) => (error: NodeJS.ErrnoException) => {
  if (error.code === 'EEXIST') return;
  throw new OperatorError(backupText('archive.unusable', { folder: root, reason: error.message }), {
    cause: error,
  });
};

const ArchiveIdentity = z.object({ systemId: z.string() });

/** Ties the archive to one cluster for good; throws when it holds the log of another. */
export async function claimArchive(archive: ArchiveFolder, systemId: string): Promise<void> {
  const file = join(archive.root, 'archive.json');
  try {
    await writeFile(file, `${JSON.stringify({ systemId })}\n`, { flag: 'wx', flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const kept = ArchiveIdentity.parse(JSON.parse(await readFile(file, 'utf8')));
    if (kept.systemId !== systemId)
      throw new OperatorError(backupText('archive.of-another', { folder: archive.root }));
  }
}

/** Whole copies in a folder, oldest first; a name is the moment at which the copy was begun. */
export async function listCopies(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.filter((name) => /^\d{8}T\d{6}Z$/.test(name)).sort();
}

/** `20261121T022900Z`: sorts by moment, and is a name on every system. */
export const copyName = (moment: Date): string => moment.toISOString().replace(/[-:]|\.\d+/g, '');
