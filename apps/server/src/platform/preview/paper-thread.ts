// The thread that examines signatures and makes masked copies of hostile files: preview-host.ts ends its process.
import { readFile, stat } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { maskImage } from '../masking/mask-image.ts';
import { listPageWords, maskPdf } from '../masking/mask-pdf.ts';
import { verifyPdf } from '../signing/verify-pdf.ts';
import type { PaperAnswer, PaperJob } from './paper-job.ts';
import type { Refusal } from './preview-job.ts';

// As many as the previews take, with room for a second copy.
const maxBytes = 120 * 1024 * 1024;

// The readers of image-pages.ts, and none besides.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif'].map((name) => `VipsForeignLoad${name}File`),
});
sharp.cache(false);
sharp.concurrency(1);

async function work(job: PaperJob): Promise<PaperAnswer | Refusal> {
  if ((await stat(job.path)).size > maxBytes) return { refused: 'too many bytes' };
  switch (job.task) {
    case 'signatures':
      return { signatures: verifyPdf(await readFile(job.path), job) };
    case 'words':
      return { words: await listPageWords(await readFile(job.path), job.page) };
    case 'mask':
      return {
        pdf:
          job.mediaType === 'application/pdf'
            ? await maskPdf(await readFile(job.path), job.regions)
            : await maskImage(job.path, job.regions),
      };
  }
}

parentPort?.on('message', async (job: PaperJob) => {
  try {
    parentPort?.postMessage(await work(job));
  } catch (error) {
    const refused = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    parentPort?.postMessage({ refused, spent: true } satisfies Refusal);
  }
});
