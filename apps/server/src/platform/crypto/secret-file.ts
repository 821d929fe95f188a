import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a file that only its owner may read, whole or not at all: a start that is killed leaves no half key. When
 * another process made it first, theirs stays. The folder is made (0700) when missing.
 */
export function writeSecretFile(file: string, content: string | Uint8Array) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, typeof content === 'string' ? Buffer.from(content) : content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  linkUnlessThere(draft, file);
  rmSync(draft);
  syncFolder(dirname(file));
}

// A rename would replace the other's key, which they may have used already.
function linkUnlessThere(draft: string, file: string) {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Makes a new name inside the folder survive a power cut. */
export function syncFolder(folder: string) {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
