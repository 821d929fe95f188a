import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UploadResponse } from '../../../packages/contracts/src/index.ts';
import type { RunningProduct } from '../../support/server.ts';
import { nothingTold, registerOnce, type Told } from '../acknowledge.ts';
import type { FalseClock } from '../faults/false-clock.ts';
import type { Installation } from '../installation.ts';
import { aPaper } from '../paper.ts';
import type { Random } from '../seeded-random.ts';

const papersADay = 6;
const daySeconds = 24 * 3600;

/** A book over three days, the fourth begun: the days are sealed, their heads are signed and have left the database. */
export type SealedDays = {
  product: RunningProduct;
  told: Told;
  /** The lines of `heads.jsonl` as a witness has them, one a day. */
  witness: string[];
};

/** Lives through three days as an institution does: each evening it stops, each morning it starts. */
export async function liveThreeDays(given: {
  installation: Installation;
  random: Random;
  clock: FalseClock;
}): Promise<SealedDays> {
  const { installation, random, clock } = given;
  const told = nothingTold();
  for (let day = 0; day < 3; day++) {
    const product = await installation.start(clock.environment);
    for (let paper = 0; paper < papersADay; paper++) {
      // The first has its scan, on the day on which the kernel's clock is right too.
      await register({ installation, random, scanned: day + paper === 0 }, told);
    }
    await product.stop();
    clock.shift(daySeconds);
  }
  const product = await installation.start(clock.environment);
  return { product, told, witness: await untilSigned(installation.dataDir, told) };
}

type Registering = { installation: Installation; random: Random; scanned: boolean };

async function register({ installation, random, scanned }: Registering, told: Told) {
  const paper = aPaper(random, { scanned });
  const uploads: string[] = [];
  if (paper.scan) {
    const answer = await installation.api.upload(paper.scan.name, paper.scan.bytes);
    const upload = UploadResponse.parse(answer.kind === 'answered' ? answer.body : undefined);
    told.scans.set(paper.requestId, upload.sha256);
    uploads.push(upload.id);
  }
  const before = told.acknowledged.length;
  await registerOnce(installation.api, told, { paper, uploads });
  if (told.acknowledged.length === before) throw new Error('a paper of the three days got no number');
}

/** The upkeep that seals yesterday runs beside the start: waits for the line of the last day. */
async function untilSigned(dataDir: string, told: Told): Promise<string[]> {
  const file = join(dataDir, 'heads.jsonl');
  const lastDay = told.acknowledged.at(-1)?.registeredOn ?? '';
  for (let waited = 0; waited < 30_000; waited += 50) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    if (lines.some((line) => line.includes(`"day":"${lastDay}"`))) return lines;
    await sleep(50);
  }
  throw new Error(`${file} never got the line of ${lastDay}`);
}
