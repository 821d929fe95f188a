import { join } from 'node:path';
import type { Closing } from '../../../apps/server/src/platform/closing.ts';
import type { DrillReport } from '../drill-report.ts';
import type { Installations } from '../installation.ts';
import { proveOn } from '../prove-on.ts';
import type { Random } from '../seeded-random.ts';
import { backAnHour, backOverNewYear, longSilence, twoClocks } from './clock-jumps.ts';
import { databaseRestarts } from './database-restarts.ts';
import { faketimeRemedy, findFaketime, openFalseClock } from './false-clock.ts';
import type { Fault } from './fault.ts';
import { fullDatabaseDisk, fullLogDisk } from './full-database-disk.ts';
import { fullFileDisk } from './full-file-disk.ts';
import { autumnNight, springNight } from './hour-change.ts';
import { whyNoMount } from './mounts.ts';
import { readOnlyStore } from './read-only-store.ts';
import { yearTurn } from './year-turn.ts';

const faults: readonly Fault[] = [
  databaseRestarts,
  fullFileDisk,
  fullDatabaseDisk,
  fullLogDisk,
  readOnlyStore,
  yearTurn,
  springNight,
  autumnNight,
  backAnHour,
  backOverNewYear,
  twoClocks,
  longSilence,
];

type Means = {
  folder: string;
  installations: Installations;
  report: DrillReport;
  random: Random;
  closing: Closing;
};

/** Every fault whose name has `chosen` in it, each on an installation of its own. */
export async function runFaults(chosen: string, means: Means) {
  for (const [index, fault] of faults.entries()) {
    if (!fault.name.includes(chosen)) continue;
    means.report.section(fault.name);
    means.report.note(fault.sentence);
    await runFault(fault, { ...means, name: `fault-${index + 1}` });
  }
}

async function runFault(fault: Fault, { name, folder, installations, ...means }: Means & { name: string }) {
  const { report } = means;
  if (fault.needs === 'mount') {
    const reason = whyNoMount();
    if (reason) return report.notRun(fault.name, reason);
  }
  const installation = await installations(name);
  if (fault.needs !== 'false-clock')
    return proveOn({ ...means, installation }, (scene) => fault.prove({ ...means, ...scene }));
  const library = findFaketime();
  if (library === undefined) return report.notRun(fault.name, faketimeRemedy);
  const clock = openFalseClock(library, join(folder, `${name}.clock`));
  await proveOn({ ...means, installation }, (scene) => fault.prove({ ...means, ...scene, clock }));
}
