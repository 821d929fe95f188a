import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UploadResponse } from '../../../packages/contracts/src/index.ts';
import { registerOnce } from '../acknowledge.ts';
import { type Answer, type Api, describeAnswer, problemCode } from '../api.ts';
import { gatherCrowd } from '../crowd.ts';
import { aPaper } from '../paper.ts';
import { proveWhole } from '../prove-whole.ts';
import type { Fault, FaultScene } from './fault.ts';
import { mountSmallDisk } from './mounts.ts';

const mebibyte = 1024 ** 2;

export const fullFileDisk: Fault = {
  name: 'full disk under the files',
  sentence:
    'a disk of 8 MB under the content store fills up: files are refused in a sentence, papers are not',
  needs: 'mount',
  async prove(scene) {
    const { installation, report, random, closing } = scene;
    const folder = join(installation.dataDir, 'files');
    mkdirSync(folder, { recursive: true });
    const disk = mountSmallDisk(folder, { size: '8m' }, closing);
    const product = await installation.start();
    const crowd = gatherCrowd(installation.api, { callers: 4, random, pauseMs: 30, scanEvery: 1_000 });
    const { kept, refusal } = await fillStore(installation.api);
    const code = problemCode(refusal, 503);
    report.check(
      'a file that does not fit is refused in Romanian, as document.storage-full',
      code === 'document.storage-full',
      code ? '' : describeAnswer(refusal),
    );
    const left = readdirSync(join(folder, 'tmp'));
    report.check('nothing of it is left on the disk', left.length === 0, left.join(' '));
    const before = performance.now();
    await crowd.untilServed(before);
    report.check('papers without a file get their numbers meanwhile', true);
    await registerKept(scene, { kept, crowd });
    disk.resize('64m');
    const after = await installation.api.upload('incape.bin', randomBytes(mebibyte));
    const taken = after.kind === 'answered' && after.status === 201;
    report.check('once there is room, files are taken again', taken, taken ? '' : describeAnswer(after));
    await crowd.finish();
    await proveWhole(scene, crowd);
    await product.stop();
  },
};

// Sixteen at once, as it happens on a morning; whichever does not fit is refused.
async function fillStore(api: Api): Promise<{ kept: UploadResponse[]; refusal: Answer }> {
  const kept: UploadResponse[] = [];
  for (let wave = 0; wave < 8; wave++) {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => api.upload(`plan-${wave}-${index}.bin`, randomBytes(mebibyte))),
    );
    for (const answer of answers) {
      const upload = answer.kind === 'answered' ? UploadResponse.safeParse(answer.body) : undefined;
      if (upload?.success) kept.push(upload.data);
    }
    const refusal = answers.find((answer) => answer.kind !== 'answered' || answer.status !== 201);
    if (refusal) return { kept, refusal };
  }
  throw new Error('the small disk never filled');
}

async function registerKept(
  { installation, report, random }: FaultScene,
  { kept, crowd }: { kept: UploadResponse[]; crowd: Parameters<typeof registerOnce>[1] },
) {
  const wrong: string[] = [];
  for (const upload of kept) {
    const paper = aPaper(random, { scanned: false });
    crowd.scans.set(paper.requestId, upload.sha256);
    const answer = await registerOnce(installation.api, crowd, { paper, uploads: [upload.id] });
    if (answer.kind !== 'answered' || answer.status !== 201) wrong.push(describeAnswer(answer));
  }
  const what = 'what was received before is registered while the disk is full';
  report.check(what, kept.length > 0 && wrong.length === 0, wrong[0] ?? `${kept.length} files`);
}
