import type { FileStore } from '../files/file-store.ts';
import { openLocalFileStore } from '../files/local-file-store.ts';

/** How many files are in the archive now that were not, and the hashes of those whose bytes are no longer theirs. */
export type CopiedFiles = { copied: number; bytes: number; damaged: string[] };

const limits = { maxBytes: Number.MAX_SAFE_INTEGER, forbiddenTypes: [] };

/**
 * Brings every file that `target` lacks, whole and under its own hash. Files never change, so a later copy has all of an
 * earlier one; make it after the database's, whose rows then find theirs.
 */
export async function copyFiles(source: FileStore, target: FileStore, until: Date): Promise<CopiedFiles> {
  const result: CopiedFiles = { copied: 0, bytes: 0, damaged: [] };
  for await (const sha256 of source.listOlderThan(until)) {
    const copied = await copyFile(source, target, sha256);
    if (copied === 'damaged') result.damaged.push(sha256);
    else if (copied !== undefined) {
      result.copied++;
      result.bytes += copied;
    }
  }
  return result;
}

/** Brings one file: its size in bytes, or `damaged`; undefined when it is there already, or is nowhere. */
export async function copyFile(
  source: FileStore,
  target: FileStore,
  sha256: string,
): Promise<number | 'damaged' | undefined> {
  if (await target.has(sha256)) return undefined;
  const bytes = await source.open(sha256);
  if (bytes === undefined) return undefined;
  const received = await target.receive(bytes, limits);
  try {
    if (received.sha256 !== sha256) return 'damaged';
    await received.keep();
    return received.size;
  } finally {
    await received.discard();
  }
}

/** The archive's store of files. */
export const openArchivedFiles = (folder: string): Promise<FileStore> => openLocalFileStore(folder);
