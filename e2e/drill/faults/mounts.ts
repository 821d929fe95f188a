import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closing } from '../../../apps/server/src/platform/closing.ts';

/** A place where something else was mounted; `unmount` may be called twice. */
export type Mount = { unmount(): void };

/** Why nothing can be mounted here; undefined when it can. Tried, not guessed: containers often forbid it to root. */
export function whyNoMount(): string | undefined {
  if (process.getuid?.() !== 0) return 'mounting a small disk needs root';
  const trial = mkdtempSync(join(tmpdir(), 'opis-mount-'));
  const done = run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', trial]);
  if (done.status === 0) run('umount', [trial]);
  rmdirSync(trial);
  return done.status === 0 ? undefined : `this machine does not let root mount (${done.stderr.trim()})`;
}

/** Lays an empty disk of this size over a folder; `options` as `mount -o` takes them. */
export function mountSmallDisk(
  folder: string,
  { size, options = [] }: { size: string; options?: readonly string[] },
  closing: Closing,
): Mount & { resize(size: string): void } {
  mustRun('mount', ['-t', 'tmpfs', '-o', [`size=${size}`, ...options].join(','), 'opis-drill', folder]);
  return {
    ...toMount(folder, closing),
    resize: (next) => mustRun('mount', ['-o', `remount,size=${next}`, folder]),
  };
}

/** Makes a folder read-only for everybody, root included. */
export function mountReadOnly(folder: string, closing: Closing): Mount {
  mustRun('mount', ['--bind', folder, folder]);
  const mount = toMount(folder, closing);
  mustRun('mount', ['-o', 'remount,ro,bind', folder]);
  return mount;
}

function toMount(folder: string, closing: Closing): Mount {
  let mounted = true;
  const unmount = () => {
    if (!mounted) return;
    mustRun('umount', [folder]);
    mounted = false;
  };
  // Whatever a part that failed still keeps open must not keep the whole machine from being tidied.
  closing.add(() => {
    if (mounted) mustRun('umount', ['--lazy', folder]);
  });
  return { unmount };
}

function mustRun(command: string, args: readonly string[]) {
  const done = run(command, args);
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr}`);
}

const run = (command: string, args: readonly string[]) => spawnSync(command, [...args], { encoding: 'utf8' });
