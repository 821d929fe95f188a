// The pinned Node 24 comes from the package registry as an ordinary dependency; the machine's own Node only starts npm.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { texts } from './texts.mjs';

/** The project's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What Node is told for a built program: to name its sources in traces, and to keep the space for what was just made at
 * 32 MB a half. Its own choice of 64 MB costs an idle server some 40 MB.
 */
export const nodeFlags = [
  '--max-semi-space-size=32',
  '--import',
  pathToFileURL(join(root, 'scripts', 'source-maps.mjs')).href,
];

/** Path of the pinned Node 24; undefined before `npm ci`, or on a platform that has no package of it. */
export function findNode24() {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(own)) return own;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}

/**
 * Runs Node 24 with these arguments, in this terminal, and resolves with its exit code. Signals are passed on.
 * `untilParentEnds`: stops it when npm, which started us, is gone (`kill -9`): nobody could stop it otherwise.
 */
export function runUnderNode24(args, { untilParentEnds = false, ...options } = {}) {
  const node = findNode24();
  if (!node) throw new Error(texts.noNode24(`${process.platform}-${process.arch}`));
  const child = spawn(node, args, { stdio: 'inherit', ...options });
  // Ctrl-C reaches the child by itself (same terminal); what is sent to us alone has to be handed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  if (untilParentEnds) stopWithParent(child);
  return new Promise((resolve) =>
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0))),
  );
}

function stopWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 300);
  watch.unref();
}
