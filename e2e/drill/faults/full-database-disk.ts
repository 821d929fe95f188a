import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeAnswer } from '../api.ts';
import { gatherCrowd } from '../crowd.ts';
import { proveWhole } from '../prove-whole.ts';
import { openAsSuperuser } from '../superuser.ts';
import type { Fault, FaultScene } from './fault.ts';
import { mountSmallDisk } from './mounts.ts';

/** Above what the folder itself takes: one more WAL segment does not fit beside the ballast. */
const roomMegabytes = 24;

export const fullDatabaseDisk: Fault = {
  name: 'full disk under the database',
  sentence:
    'the disk under PostgreSQL fills up while callers register: they are told so, and served once there is room',
  needs: 'mount',
  prove: (scene) => proveFullDisk(scene, join(scene.installation.dataDir, 'postgres')),
};

export const fullLogDisk: Fault = {
  name: 'full disk under the write-ahead log',
  sentence:
    'no further WAL segment fits: PostgreSQL gives up altogether, and comes back by itself once there is room',
  needs: 'mount',
  prove: (scene) =>
    proveFullDisk(scene, join(scene.installation.dataDir, 'postgres', 'pg_wal'), {
      hurry: () => askForSegment(scene.installation.dataDir),
      meanwhile: () => proveNotReady(scene),
    }),
};

type Details = { hurry(): Promise<void>; meanwhile(): Promise<void> };
const noDetails: Details = { hurry: async () => {}, meanwhile: async () => {} };

async function proveFullDisk(scene: FaultScene, folder: string, { hurry, meanwhile } = noDetails) {
  const { installation, report, random } = scene;
  moveToSmallDisk(folder, scene);
  const product = await installation.start();
  const crowd = gatherCrowd(installation.api, { callers: 16, random });
  await crowd.untilServed(performance.now());
  const ballast = join(folder, 'ballast');
  const until = performance.now() + 60_000;
  while (crowd.refusals.size === 0 && performance.now() < until) {
    fill(ballast);
    await hurry();
    await sleep(50);
  }
  // Long enough for a database that gave up to be started in vain a few times.
  for (let tick = 0; tick < 20; tick++) {
    fill(ballast);
    await sleep(200);
  }
  const told = [...crowd.refusals].map(([code, times]) => `${code} ${times}`).join(', ');
  report.check('callers are told, in Romanian, to try again', crowd.refusals.size > 0, told);
  const alive = await installation.api.get('/healthz');
  report.check('the server itself stands', alive.kind === 'answered' && alive.status === 200);
  await meanwhile();
  rmSync(ballast);
  const freedAt = performance.now();
  const seconds = ((await crowd.untilServed(freedAt)) - freedAt) / 1000;
  report.check('once there is room, it recovers by itself', true, `after ${seconds.toFixed(1)} s`);
  await crowd.finish();
  await proveWhole(scene, crowd);
  await product.stop();
}

async function proveNotReady({ installation, report }: FaultScene) {
  const answer = await installation.api.get('/readyz');
  const red = answer.kind === 'answered' && answer.status === 503;
  report.check('readiness is red meanwhile', red, red ? '' : describeAnswer(answer));
}

// The next segment is due after 16 MB of records: the superuser may ask for it at once.
async function askForSegment(dataDir: string) {
  try {
    const database = await openAsSuperuser(dataDir);
    await database.query("SELECT pg_logical_emit_message(false, 'drill', 'x'), pg_switch_wal()");
    await database.close();
  } catch {
    // It is down, as it was to be.
  }
}

// The folder's files are laid on a disk of their own, with little room left.
function moveToSmallDisk(folder: string, { closing }: FaultScene) {
  const { uid, gid } = statSync(folder);
  const aside = `${folder}.aside`;
  renameSync(folder, aside);
  mkdirSync(folder, { mode: 0o700 });
  const used = Number(run('du', ['-sm', aside]).split('\t')[0]);
  const options = ['mode=0700', `uid=${uid}`, `gid=${gid}`];
  mountSmallDisk(folder, { size: `${used + roomMegabytes}m`, options }, closing);
  run('cp', ['-a', `${aside}/.`, folder]);
  rmSync(aside, { recursive: true });
}

/** Writes until not one more block fits. */
function fill(file: string) {
  const handle = openSync(file, 'a');
  try {
    for (const block of [1024 ** 2, 4096]) while (writeSync(handle, Buffer.alloc(block)) === block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(handle);
  }
}

function run(command: string, args: readonly string[]): string {
  const done = spawnSync(command, [...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
  return done.stdout;
}
