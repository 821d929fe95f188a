import { constants, createReadStream } from 'node:fs';
import { access, mkdir, opendir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DurableFolders, syncFolder } from './durable-folder.ts';
import type { FileStore, ReceivedFile } from './file-store.ts';
import { isSha256, objectKey } from './object-key.ts';
import { openStream } from './open-stream.ts';
import { receiveFile, removeQuietly, type TemporaryFile } from './receive-file.ts';
import { isMissing, toStorageError } from './storage-error.ts';
import { sweepFolder } from './sweep-folder.ts';

/** A store in a folder of this machine: `tmp/` and `objects/ab/cd/` lie on the same filesystem, so a rename is whole. */
export async function openLocalFileStore(root: string): Promise<FileStore> {
  const temporary = join(root, 'tmp');
  const folders = new DurableFolders(root);
  await mkdir(temporary, { recursive: true, mode: 0o750 });
  await folders.ensure(join(root, 'objects'));
  const pathOf = (sha256: string) => join(root, objectKey(sha256));
  const has = (sha256: string) => exists(pathOf(sha256));
  return {
    receive: async (bytes, limits) =>
      toReceived(await receiveFile(temporary, bytes, limits), { folders, target: pathOf }),
    open: async (sha256) => openStream(createReadStream(pathOf(sha256))),
    has,
    remove: async (sha256) => remove(pathOf(sha256)),
    withLocalCopy: async (sha256, use) => ((await has(sha256)) ? use(pathOf(sha256)) : undefined),
    listOlderThan: (moment) => listObjects(join(root, 'objects'), moment),
    sweepTemporary: (moment) => sweepFolder(temporary, moment),
  };
}

type Place = { folders: DurableFolders; target: (sha256: string) => string };

function toReceived(file: TemporaryFile, place: Place): ReceivedFile {
  const target = place.target(file.sha256);
  let path = file.path;
  return {
    sha256: file.sha256,
    size: file.size,
    mediaType: file.mediaType,
    get localPath() {
      return path;
    },
    keep: async () => {
      try {
        await publish(path, target, place.folders);
        path = target;
      } catch (error) {
        throw toStorageError(error);
      }
    },
    discard: () => (path === target ? Promise.resolve() : removeQuietly(path)),
  };
}

// The bytes were flushed before; a rename over the same bytes changes nothing, and mends a file that was damaged.
async function publish(from: string, target: string, folders: DurableFolders) {
  await folders.ensure(dirname(target));
  // Asked again, after a transaction that failed: a sweeper may have been faster.
  if (from === target) await access(target);
  else await rename(from, target);
  await syncFolder(dirname(target));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw toStorageError(error);
  }
}

async function remove(path: string) {
  try {
    await unlink(path);
    await syncFolder(dirname(path));
  } catch (error) {
    if (!isMissing(error)) throw toStorageError(error);
  }
}

async function* listObjects(root: string, moment: Date): AsyncIterable<string> {
  const folder = await opendir(root, { recursive: true });
  for await (const entry of folder) {
    if (!entry.isFile() || !isSha256(entry.name)) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
    if (found && found.mtime < moment) yield entry.name;
  }
}
