import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './node24.mjs';

// Everything that the build reads; what it does not read changes nothing.
const inputs = ['apps', 'packages', 'scripts/build.mjs', 'package-lock.json'];
const skipped = new Set(['node_modules', 'dist', 'migrations', 'test', 'data']);

/** Where the server's bundles stand, and the hash of the sources they were built from. */
export const output = join(root, 'apps', 'server', 'dist');
export const stamp = join(output, 'built-from');

/** True when what stands there was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources();
}

/** One hash over the content of everything that is built. */
export function hashSources() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => listFiles(join(root, input))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!path.startsWith(join(root, 'apps')) && !path.startsWith(join(root, 'packages'))) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) return [];
    const full = join(path, entry.name);
    return entry.isDirectory() ? listFiles(full) : [full];
  });
}
