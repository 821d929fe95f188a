import { createHash } from 'node:crypto';
import { UploadResponse } from '../../../packages/contracts/src/index.ts';
import { registerOnce, type Told } from '../acknowledge.ts';
import type { Api } from '../api.ts';
import { aPaper } from '../paper.ts';
import type { Random } from '../seeded-random.ts';

/** So many papers are numbered before the disk goes, and so many after; every fifth has its scan. */
export const papers = 50;

/** Numbers them all at once; throws when one is not numbered. */
export async function numberPapers(api: Api, random: Random, told: Told) {
  await Promise.all(
    Array.from({ length: papers }, async (_, at) => {
      const paper = aPaper(random, { scanned: at % 5 === 0 });
      const uploads: string[] = [];
      if (paper.scan) {
        const answer = await api.upload(paper.scan.name, paper.scan.bytes);
        uploads.push(UploadResponse.parse(answer.kind === 'answered' ? answer.body : answer).id);
        told.scans.set(paper.requestId, createHash('sha256').update(paper.scan.bytes).digest('hex'));
      }
      const answer = await registerOnce(api, told, { paper, uploads });
      if (answer.kind !== 'answered' || answer.status !== 201)
        throw new Error(`not numbered: ${JSON.stringify(answer)}`);
    }),
  );
}
