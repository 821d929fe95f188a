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
    if (await target.has(sha256)) continue;
    const bytes = await source.open(sha256);
    if (bytes === undefined) continue;
    const received = await target.receive(bytes, limits);
    try {
      if (received.sha256 !== sha256) result.damaged.push(sha256);
      else {
        await received.keep();
        result.copied++;
        result.bytes += received.size;
      }
    } finally {
      await received.discard();
    }
  }
  return result;
}

/** The archive's store of files. */
export const openArchivedFiles = (folder: string): Promise<FileStore> => openLocalFileStore(folder);
