import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeQuietly } from './receive-file.ts';

/** Removes the plain files of a folder that were last written before `moment`; returns how many. */
export async function sweepFolder(path: string, moment: Date): Promise<number> {
  let removed = 0;
  for await (const entry of await opendir(path)) {
    const file = join(path, entry.name);
    const found = entry.isFile() ? await stat(file).catch(() => undefined) : undefined;
    if (!found || found.mtime >= moment) continue;
    await removeQuietly(file);
    removed += 1;
  }
  return removed;
}
