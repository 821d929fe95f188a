import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';
import { askServer } from './ask-server.ts';
import { findFreePort, type LaunchResult, launchServer, recoveryMinutes } from './launch-server.ts';
import { isPostmaster, type Postmaster, postmasterFile, readPostmaster } from './postmaster-file.ts';
import type { RunningPlan } from './running-plan.ts';

/** The server that runs now, and whether this process started it. */
export type RunningServer = Postmaster & { adopted: boolean };

/**
 * Makes the cluster's server run: takes over one that a killed program left, waits for one that starts or stops, or
 * launches it. `fixedPort`: the pools that are open already point there. The caller holds the start lock.
 */
export async function adoptOrLaunch(plan: RunningPlan, fixedPort?: number): Promise<RunningServer> {
  const running = await adopt(plan);
  if (running) return running;
  const deadline = performance.now() + plan.staleLockMs;
  let port = fixedPort ?? readPort(plan.portFile) ?? (await findFreePort());
  for (;;) {
    const result = await launchServer(plan, port);
    if (result.outcome === 'ready') return remember(plan, port);
    if (performance.now() > deadline || !isPassing(result)) throw refusal(plan, result);
    if (result.outcome === 'port-taken' && fixedPort === undefined) port = await findFreePort();
    await sleep(250);
  }
}

const isPassing = (result: LaunchResult) => result.outcome === 'lock-held' || result.outcome === 'port-taken';

async function adopt(plan: RunningPlan): Promise<RunningServer | undefined> {
  const deadline = performance.now() + recoveryMinutes * 60_000;
  while (performance.now() < deadline) {
    const found = readPostmaster(plan.folder);
    if (!found || !isPostmaster(found.pid, plan.folder)) return undefined;
    if ((await askServer({ ...plan, port: found.port })) === 'ready') return { ...found, adopted: true };
    await sleep(100);
  }
  throw refusal(plan, { outcome: 'slow' });
}

function remember(plan: RunningPlan, port: number): RunningServer {
  writeFileSync(plan.portFile, `${port}\n`);
  const found = readPostmaster(plan.folder);
  if (!found)
    throw new OperatorError(startText('postgres.start-failed', { file: plan.logFile, reason: '–' }));
  return { ...found, adopted: false };
}

function readPort(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function refusal(plan: RunningPlan, result: LaunchResult): OperatorError {
  if (result.outcome === 'slow' || result.outcome === 'ready') {
    const values = { folder: plan.folder, file: plan.logFile, minutes: recoveryMinutes };
    return new OperatorError(startText('postgres.start-slow', values));
  }
  if (result.outcome === 'lock-held') {
    const pid = String(readPostmaster(plan.folder)?.pid ?? '–');
    return new OperatorError(startText('postgres.lock-held', { file: postmasterFile(plan.folder), pid }));
  }
  return new OperatorError(startText('postgres.start-failed', { file: plan.logFile, reason: result.reason }));
}
