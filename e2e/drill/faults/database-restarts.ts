import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gatherCrowd } from '../crowd.ts';
import { listDatabaseProcesses, requirePostmaster, signalAll } from '../processes.ts';
import { proveWhole } from '../prove-whole.ts';
import type { Fault } from './fault.ts';

/** What an administrator, or the system, does to a database in the middle of the day. */
const disturbances: Readonly<Record<string, (dataDir: string) => Promise<void> | void>> = {
  'restarted (fast shutdown)': (dataDir) => signalAll([requirePostmaster(dataDir)], 'SIGINT'),
  'restarted (immediate shutdown)': (dataDir) => signalAll([requirePostmaster(dataDir)], 'SIGQUIT'),
  'every connection ended': (dataDir) => signalAll(listBackends(dataDir), 'SIGTERM'),
  'every statement cancelled': (dataDir) => signalAll(listBackends(dataDir), 'SIGINT'),
  'one backend crashed': (dataDir) => signalAll(listBackends(dataDir).slice(0, 1), 'SIGKILL'),
  'frozen for two seconds': async (dataDir) => {
    const all = listDatabaseProcesses(dataDir);
    signalAll(all, 'SIGSTOP');
    await sleep(2_000);
    signalAll(all, 'SIGCONT');
  },
};

export const databaseRestarts: Fault = {
  name: 'PostgreSQL restarted in mid-batch',
  sentence:
    'PostgreSQL is restarted, cut off, cancelled, crashed and frozen in mid-batch; the server goes on by itself',
  needs: 'nothing',
  async prove(scene) {
    const { installation, report, random } = scene;
    const product = await installation.start();
    const crowd = gatherCrowd(installation.api, { callers: 16, random });
    for (const [name, disturb] of Object.entries(disturbances)) {
      await crowd.untilServed(performance.now());
      await sleep(random() * 200);
      const underWay = crowd.underWay().length;
      await disturb(installation.dataDir);
      // What was accepted before the signal reached everybody may still be answered.
      await sleep(300);
      const from = performance.now();
      const seconds = ((await crowd.untilServed(from)) - from) / 1000 + 0.3;
      report.check(`${name}: served again`, true, `${underWay} under way, ${seconds.toFixed(1)} s`);
    }
    const refusals = [...crowd.refusals].map(([code, times]) => `${code} ${times}`).join(', ');
    report.check('callers under way were told, in Romanian, to try again', crowd.refusals.size > 0, refusals);
    await crowd.finish();
    await proveWhole(scene, crowd);
    await product.stop();
  },
};

/** The backends of the application's own connections; the rest of PostgreSQL's processes are left alone. */
function listBackends(dataDir: string): number[] {
  return listDatabaseProcesses(dataDir).filter((pid) => titleOf(pid).startsWith('postgres: opis_app '));
}

function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
