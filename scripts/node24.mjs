// The pinned Node 24 comes from the package registry as an ordinary dependency; the machine's own Node only starts npm.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Path of the pinned Node 24; undefined before `npm ci`, or on a platform that has no package of it. */
export function findNode24() {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(own)) return own;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}

/** Runs Node 24 with these arguments, in this terminal, and resolves with its exit code. Signals are passed on. */
export function runUnderNode24(args, options = {}) {
  const node = findNode24();
  if (!node) throw new Error('Node 24 lipsește: rulați „npm ci” în folderul proiectului.');
  const child = spawn(node, args, { stdio: 'inherit', ...options });
  // Ctrl-C reaches the child by itself (same terminal); what is sent to us alone has to be handed on.
  const forward = (signal) => child.kill(signal);
  process.on('SIGTERM', forward);
  process.on('SIGINT', () => {});
  return new Promise((resolve) =>
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0))),
  );
}
