import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askServer } from './ask-server.ts';
import type { RunningPlan } from './running-plan.ts';
import { defaultSettings, toArguments } from './server-settings.ts';

/** How a launch ended: it answers, or it went away and this is why. */
export type LaunchResult =
  | { outcome: 'ready' }
  | { outcome: 'lock-held' | 'port-taken' | 'failed'; reason: string }
  | { outcome: 'slow' };

/** The longest a recovery after a crash may take before we stop waiting for it. */
export const recoveryMinutes = 10;

/** Starts `postgres` on the port and waits until it answers or ends. */
export async function launchServer(plan: RunningPlan, port: number): Promise<LaunchResult> {
  const log = openLog(plan.logFile);
  const child = spawn(join(plan.binaries.folder, 'postgres'), toServerArguments(plan, port), {
    ...plan.user.ids,
    cwd: plan.folder,
    env: plan.environment,
    stdio: ['ignore', log.handle, log.handle],
    // A session of its own: Ctrl-C in the terminal reaches us, and we stop the database last.
    detached: true,
  });
  closeSync(log.handle);
  child.unref();
  const ended = { by: undefined as string | undefined };
  child.on('exit', (code, signal) => {
    ended.by = `postgres ${signal ?? code}`;
  });
  child.on('error', (error) => {
    ended.by = error.message;
  });
  const deadline = performance.now() + recoveryMinutes * 60_000;
  while (performance.now() < deadline) {
    if (ended.by !== undefined)
      return explain(readFileSync(plan.logFile, 'utf8').slice(log.from) || ended.by);
    if ((await askServer({ ...plan, port })) === 'ready') return { outcome: 'ready' };
    await sleep(30);
  }
  return { outcome: 'slow' };
}

/** A port on the loopback address that nobody uses now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function toServerArguments(plan: RunningPlan, port: number): string[] {
  const settings = { ...defaultSettings(), ...plan.settings };
  return ['-D', plan.folder, '-p', String(port), ...toArguments(settings)];
}

const maxLogBytes = 20 * 1024 * 1024;

// The handle is ours, so the file may lie where the database's user cannot go; one older log is kept.
function openLog(file: string) {
  if (existsSync(file) && statSync(file).size > maxLogBytes) renameSync(file, `${file}.1`);
  const handle = openSync(file, 'a', 0o600);
  return { handle, from: statSync(file).size };
}

function explain(output: string): LaunchResult {
  const reason = output.trim().split('\n').slice(-5).join('\n');
  // The second is what a postmaster killed alone leaves: its children still hold the memory, for a moment.
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(output)) {
    return { outcome: 'lock-held', reason };
  }
  if (/could not (bind|create any TCP)/.test(output)) return { outcome: 'port-taken', reason };
  return { outcome: 'failed', reason };
}
