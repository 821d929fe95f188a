// What stands before any program of the product runs: packages, Node 24, the build. Each step does nothing when done.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install } from './install.mjs';
import { findNode24, root } from './node24.mjs';
import { isBuilt } from './source-hash.mjs';
import { texts } from './texts.mjs';

/** Brings packages and build up to date; returns the path of a built program. Throws a sentence for people. */
export function prepareProgram(name) {
  if (Number(process.versions.node.split('.')[0]) < 20) throw new Error(texts.oldNode(process.versions.node));
  install();
  const node = findNode24();
  if (!node) throw new Error(texts.noNode24(`${process.platform}-${process.arch}`));
  if (!isBuilt()) {
    console.error(texts.building);
    const built = spawnSync(node, [join(root, 'scripts', 'build.mjs')], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (built.status !== 0) throw new Error(texts.buildFailed);
  }
  return join(root, 'apps', 'server', 'dist', `${name}.js`);
}
