// npm run drill: what the register promises, proven on the real product while things are broken around it.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Closing, createClosing } from '../../apps/server/src/platform/closing.ts';
import { buildProduct } from '../support/built-product.ts';
import { type DrillOptions, readOptions, usage } from './drill-options.ts';
import { createReport, type DrillReport } from './drill-report.ts';
import { faketimeRemedy, findFaketime, openFalseClock } from './faults/false-clock.ts';
import { runFaults } from './faults/run-faults.ts';
import { type Installations, prepareInstallations } from './installation.ts';
import { runKillRounds } from './kill-rounds.ts';
import { runMailIn } from './mail-in/run-mail-in.ts';
import { runMailOut } from './mail-out/run-mail-out.ts';
import { proveOn } from './prove-on.ts';
import { runRestore } from './restore/run-restore.ts';
import { type Random, seededRandom } from './seeded-random.ts';
import { runSeveral } from './several/run-several.ts';
import { runTamper } from './tamper/run-tamper.ts';

const report = createReport();
const closing = createClosing();
process.once('SIGINT', () => void closing.closeAll().finally(() => process.exit(130)));
process.once('SIGTERM', () => void closing.closeAll().finally(() => process.exit(143)));

const options = readOptions(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exit(1);
}
try {
  await drill(options, report, closing);
} catch (error) {
  report.check('the drill runs to its end', false, error instanceof Error ? error.stack : String(error));
} finally {
  await closing.closeAll();
}
// Callers of a part that failed still insist, and would for ever.
process.exit(report.finish(options.json) ? 0 : 1);

async function drill(
  { rounds, seed, only, fault, keep }: DrillOptions,
  report: DrillReport,
  closing: Closing,
) {
  if (process.platform !== 'linux') throw new Error('processes are found in /proc: the drill needs Linux');
  buildProduct();
  const folder = mkdtempSync(join(tmpdir(), 'opis-drill-'));
  // The database's own user has to pass through.
  chmodSync(folder, 0o711);
  closing.add(() => keep || rmSync(folder, { recursive: true, force: true }));
  report.note(`seed ${seed}, folder ${folder}`);
  const random = seededRandom(seed);
  const installations = await prepareInstallations(folder, closing);
  if (only.includes('kills')) {
    report.section(`kill -9, ${rounds} rounds`);
    const installation = await installations('kills');
    await proveOn({ installation, report }, (scene) => runKillRounds(scene, { rounds, random }));
  }
  if (only.includes('mail-in')) {
    report.section(`kill -9 while mail comes in and is registered, ${rounds} rounds`);
    const installation = await installations('mail-in');
    await proveOn({ installation, report }, (scene) => runMailIn(scene, { rounds, random }));
  }
  if (only.includes('tamper')) await proveTamper({ folder, installations, random });
  if (only.includes('restore')) {
    report.section('the disk gone, everything back from the archive');
    const installation = await installations('restore');
    await proveOn({ installation, report }, (scene) => runRestore(scene, { random, another: installations }));
  }
  if (only.includes('mail-out')) {
    report.section(`answers that leave by e-mail, killed in mid-send, ${rounds} rounds`);
    const installation = await installations('mail-out');
    await proveOn({ installation, report }, (scene) => runMailOut(scene, { rounds, random }));
  }
  for (const part of ['processes', 'standby', 'own-restore'] as const)
    if (only.includes(part)) await runSeveral(part, { folder, report, random, closing });
  if (only.includes('faults')) await runFaults(fault, { folder, installations, report, random, closing });
}

async function proveTamper(given: { folder: string; installations: Installations; random: Random }) {
  report.section('one byte changed, and everything rewritten');
  const library = findFaketime();
  if (library === undefined) return report.notRun('tampering with sealed days', faketimeRemedy);
  const clock = openFalseClock(library, join(given.folder, 'tamper.clock'));
  const installation = await given.installations('tamper');
  const { random } = given;
  await proveOn({ installation, report }, (scene) => runTamper(scene, { random, clock }));
}
