import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProduct } from '../support/server.ts';
import { type Attempt, type Crowd, gatherCrowd } from './crowd.ts';
import type { Installation } from './installation.ts';
import { findPostmaster, killAll, listDatabaseProcesses, requirePostmaster, signalAll } from './processes.ts';
import { proveWhole, type Scene } from './prove-whole.ts';
import type { Random } from './seeded-random.ts';

const victims = ['server', 'database', 'everything'] as const;
type Victim = (typeof victims)[number];

type Round = { victim: string; underWay: number; unanswered: number; recoverySeconds: number };

/**
 * Callers register without rest while, round after round, `kill -9` hits the server, its PostgreSQL, or both with every
 * backend; the product is started again by its own start and nothing else is mended.
 */
export async function runKillRounds(scene: Scene, options: { rounds: number; random: Random }) {
  const { installation, report } = scene;
  let product = await installation.start();
  const crowd = gatherCrowd(installation.api, { callers: 48, scanEvery: 16, random: options.random });
  const rounds: Round[] = [];
  for (let index = 0; index < options.rounds; index++) {
    await crowd.untilServed(performance.now());
    await sleep(options.random() * 600);
    const victim = victims[index % victims.length] ?? 'server';
    const blow = await kill(victim, { product, crowd, dataDir: installation.dataDir });
    const again = victim === 'everything' && index % 2 === 1;
    if (again) await killWhileStarting(installation, options.random);
    if (victim === 'database') await untilReplaced(installation.dataDir, blow.postmaster);
    else product = await installation.start();
    const servedSince = victim === 'database' ? performance.now() : blow.killedAt;
    const round = await observe(crowd, blow, servedSince);
    rounds.push({ victim: again ? 'everything, twice' : victim, ...round });
    report.note(describeRound(rounds, crowd));
  }
  await crowd.finish();
  await crowd.repeatSome(100);
  await proveRounds(scene, { rounds, crowd });
  await product.stop();
  const left = listDatabaseProcesses(installation.dataDir);
  report.check('nothing of it runs after the last stop', left.length === 0, left.join(' '));
}

type Struck = { product: RunningProduct; crowd: Crowd; dataDir: string };
type Blow = { underWay: Attempt[]; killedAt: number; postmaster: number };

async function kill(victim: Victim, { product, crowd, dataDir }: Struck): Promise<Blow> {
  const postmaster = requirePostmaster(dataDir);
  const database = victim === 'everything' ? listDatabaseProcesses(dataDir) : [postmaster];
  const underWay = crowd.underWay();
  const killedAt = performance.now();
  if (victim !== 'database') signalAll([product.pid], 'SIGKILL');
  if (victim !== 'server') signalAll(database, 'SIGKILL');
  if (victim !== 'database') await product.kill();
  return { underWay, killedAt, postmaster };
}

// A backend that outlives its postmaster for a moment still answers: nobody is served again before there is a new one.
async function untilReplaced(dataDir: string, killed: number) {
  const deadline = performance.now() + 60_000;
  while ((findPostmaster(dataDir) ?? killed) === killed) {
    if (performance.now() > deadline) throw new Error('no other database was started');
    await sleep(10);
  }
}

// The next start is killed on its way too: with the database up or not yet, before anybody was served.
async function killWhileStarting(installation: Installation, random: Random) {
  const starting = installation.start().then(
    (product) => product.kill(),
    () => {},
  );
  await sleep(random() * 1_200);
  await killAll(installation.dataDir);
  await starting;
}

// A kill counts when a request under way at that moment got no number: it broke, or was told to come back.
async function observe(crowd: Crowd, { underWay, killedAt }: Blow, servedSince: number) {
  const servedAt = await crowd.untilServed(servedSince);
  while (underWay.some((attempt) => crowd.underWay().includes(attempt))) await sleep(10);
  return {
    underWay: underWay.length,
    unanswered: underWay.filter((attempt) => attempt.outcome !== 'done').length,
    recoverySeconds: (servedAt - killedAt) / 1000,
  };
}

function describeRound(rounds: readonly Round[], crowd: Crowd): string {
  const { victim = '', underWay, unanswered, recoverySeconds = 0 } = rounds.at(-1) ?? {};
  return [
    String(rounds.length).padStart(2),
    victim.padEnd(17),
    `${underWay} requests under way, ${unanswered} of them unanswered,`,
    `served again after ${recoverySeconds.toFixed(1)} s, ${crowd.acknowledged.length} acknowledged so far`,
  ].join(' ');
}

async function proveRounds(scene: Scene, { rounds, crowd }: { rounds: Round[]; crowd: Crowd }) {
  const { report } = scene;
  const counted = rounds.filter((round) => round.unanswered > 0).length;
  const recovery = rounds.map((round) => round.recoverySeconds).sort((a, b) => a - b);
  const [median, longest] = [recovery[Math.floor(recovery.length / 2)] ?? 0, recovery.at(-1) ?? 0];
  report.check(
    'at least half of the kills hit a request that was not answered yet',
    counted * 2 >= rounds.length && rounds.length > 0,
    `${counted} of ${rounds.length}`,
  );
  report.note(`served again after ${median.toFixed(1)} s (median), ${longest.toFixed(1)} s (longest)`);
  report.note(
    `told to come back: ${[...crowd.refusals].map(([code, times]) => `${code} ${times}`).join(', ')}`,
  );
  const differences = await proveWhole(scene, crowd);
  const figures = {
    rounds: rounds.length,
    killsCounted: counted,
    acknowledged: new Set(crowd.acknowledged.map((item) => item.requestId)).size,
    lost: differences.lost.length,
    gaps: differences.gaps.length,
    duplicates: differences.repeated.length,
    recoverySecondsMedian: median,
    recoverySecondsLongest: longest,
  };
  for (const [name, value] of Object.entries(figures)) report.figure(name, value);
}
