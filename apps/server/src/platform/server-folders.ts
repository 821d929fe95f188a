import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// The same from source (src/platform) and from the bundle (dist): the nearest folder above that holds migrations.
function findServerFolder(from: string): string {
  if (existsSync(join(from, 'migrations'))) return from;
  if (dirname(from) === from) throw new Error('the server’s own folder was not found');
  return findServerFolder(dirname(from));
}

const serverFolder = findServerFolder(import.meta.dirname);

/** Hand-written SQL, in the order of names. */
export const migrationsFolder: string = join(serverFolder, 'migrations');

/** The staff console as it was built for browsers; absent until it was built. */
export const consoleFolder: string = join(serverFolder, '..', 'console', 'dist');

/** The program's version, as its package says it. */
export const programVersion: string = (
  JSON.parse(readFileSync(join(serverFolder, 'package.json'), 'utf8')) as { version: string }
).version;
