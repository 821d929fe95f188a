import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findEmbeddedBinaries } from '../../../apps/server/src/platform/postgres/server-binaries.ts';

const pattern = 'usr/lib/postgresql/*/bin/pgbench';
const package_ = 'postgresql-15';

/** A pgbench, and the environment it runs in. */
export type Pgbench = { program: string; environment: NodeJS.ProcessEnv };

/**
 * The machine's own pgbench, or the one of Debian's package unpacked under `cache`: never installed, since that may
 * start a cluster. The unpacked one uses the client library of the embedded server.
 */
export function findPgbench(cache: string): Pgbench {
  const own = globSync(pattern, { cwd: '/' }).sort().at(-1);
  if (own !== undefined) return { program: join('/', own), environment: process.env };
  const folder = join(cache, package_);
  if (!existsSync(folder)) unpack(folder);
  const unpacked = globSync(pattern, { cwd: folder })[0];
  if (unpacked === undefined) throw new Error(`${folder} holds no pgbench: remove it and try again`);
  const libraries = join(findEmbeddedBinaries().folder, '..', 'lib');
  return {
    program: join(folder, unpacked),
    environment: { ...process.env, LD_LIBRARY_PATH: libraries },
  };
}

function unpack(folder: string) {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  download(partial);
  const [archive] = globSync('*.deb', { cwd: partial });
  execFileSync('dpkg', ['-x', String(archive), folder], { cwd: partial, stdio: 'inherit' });
  rmSync(partial, { recursive: true });
}

function download(folder: string) {
  const options = { cwd: folder, stdio: 'inherit' } as const;
  try {
    execFileSync('apt-get', ['download', package_], options);
  } catch {
    // A fresh Debian knows no package before its lists are brought.
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['download', package_], options);
  }
}
