import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UploadResponse } from '../../../packages/contracts/src/index.ts';
import { nothingTold, registerOnce } from '../acknowledge.ts';
import { describeAnswer, problemCode } from '../api.ts';
import { aPaper } from '../paper.ts';
import { proveWhole } from '../prove-whole.ts';
import { readDocuments } from '../read-book.ts';
import type { Fault, FaultScene } from './fault.ts';
import { mountReadOnly } from './mounts.ts';

export const readOnlyStore: Fault = {
  name: 'read-only mount over the content store',
  sentence: 'the content store can only be read: what is there is shown, new files are refused in a sentence',
  needs: 'mount',
  async prove(scene) {
    const { installation, report, random, closing } = scene;
    const folder = join(installation.dataDir, 'files');
    mkdirSync(folder, { recursive: true });
    const product = await installation.start();
    const told = nothingTold();
    const first = await registerScanned(scene, told);
    const store = mountReadOnly(folder, closing);
    const refusal = await installation.api.upload('nou.txt', new TextEncoder().encode('nou'));
    const code = problemCode(refusal, 503);
    report.check(
      'a new file is refused in Romanian, as document.storage-unavailable',
      code === 'document.storage-unavailable',
      code ?? describeAnswer(refusal),
    );
    const shown = first ? await readDocuments(installation.api, first) : [];
    report.check('the file of an entry is still shown', shown[0]?.bytes !== undefined);
    const plain = await registerOnce(installation.api, told, { paper: aPaper(random, { scanned: false }) });
    report.check('a paper without a file gets its number', isDone(plain), describeAnswer(plain).slice(0, 60));
    store.unmount();
    const again = await registerScanned(scene, told);
    report.check('once it can be written, files are taken again', again !== undefined);
    const left = readdirSync(join(folder, 'tmp'));
    report.check('nothing half received is left', left.length === 0, left.join(' '));
    await proveWhole(scene, told);
    await product.stop();
  },
};

const isDone = (answer: Awaited<ReturnType<typeof registerOnce>>) =>
  answer.kind === 'answered' && answer.status === 201;

async function registerScanned({ installation, random }: FaultScene, told: ReturnType<typeof nothingTold>) {
  const paper = aPaper(random, { scanned: true });
  if (!paper.scan) throw new Error('a scanned paper has its scan');
  const answer = await installation.api.upload(paper.scan.name, paper.scan.bytes);
  const upload = UploadResponse.safeParse(answer.kind === 'answered' ? answer.body : undefined);
  if (!upload.success) return undefined;
  told.scans.set(paper.requestId, upload.data.sha256);
  await registerOnce(installation.api, told, { paper, uploads: [upload.data.id] });
  return told.acknowledged.at(-1);
}
