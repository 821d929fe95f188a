import {
  describeBinaries,
  findEmbeddedBinaries,
} from '../../../apps/server/src/platform/postgres/server-binaries.ts';
import { findPostgres } from '../../../scripts/system-packages.mjs';
import type { DrillReport } from '../drill-report.ts';
import { runOwnRestore } from './run-own-restore.ts';
import { runProcesses, type Several } from './run-processes.ts';
import { runStandby } from './run-standby.ts';

const proofs = {
  processes: { title: 'two servers and two workers', run: runProcesses },
  'own-restore': { title: 'PostgreSQL and data folder gone, back by the guide', run: runOwnRestore },
  standby: { title: 'a synchronous standby promoted', run: runStandby },
} as const;

/** The proof on our own PostgreSQL and on the distribution's. */
export async function runSeveral(part: keyof typeof proofs, given: Omit<Several, 'binaries'>) {
  const { title, run } = proofs[part];
  const folder = findPostgres();
  if (folder === undefined)
    given.report.notRun(`${title} on the distribution’s PostgreSQL`, 'apt-get install postgresql');
  const all = [findEmbeddedBinaries(), ...(folder === undefined ? [] : [describeBinaries(folder)])];
  for (const binaries of all) {
    given.report.section(`${title}, PostgreSQL ${binaries.major}`);
    await toItsEnd(given.report, () => run({ ...given, binaries }));
  }
}

async function toItsEnd(report: DrillReport, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    const why = error instanceof Error ? `${error.stack} ${error.cause ?? ''}` : String(error);
    report.check('it runs to its end', false, why);
  }
}
