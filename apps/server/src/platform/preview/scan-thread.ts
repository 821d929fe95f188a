// The thread that reads hostile scans: preview-host.ts ends its process.
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { assemblePdf } from '../scanning/assemble-pdf.ts';
import { drawLaidPage } from '../scanning/draw-laid-page.ts';
import { readPages } from '../scanning/read-pages.ts';
import { openScan } from '../scanning/scan-pages.ts';
import type { Refusal } from './preview-job.ts';
import type { ScanAnswer, ScanJob } from './scan-job.ts';

// The readers of image-pages.ts from files, and those for what we drew ourselves a moment ago.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    ...['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif'].map((name) => `VipsForeignLoad${name}File`),
    'VipsForeignLoadPngBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

async function work(job: ScanJob): Promise<ScanAnswer> {
  switch (job.task) {
    case 'count':
      return { count: await countPages(job) };
    case 'read':
      return { read: await readPages(job, job) };
    case 'draw':
      return { png: await drawLaidPage(job, job.laid) };
    case 'assemble':
      return { pdf: await assemblePdf(job, job.pages) };
  }
}

async function countPages(job: ScanJob): Promise<number> {
  const scan = await openScan(job);
  scan.close();
  return scan.count;
}

parentPort?.on('message', async (job: ScanJob) => {
  try {
    parentPort?.postMessage(await work(job));
  } catch (error) {
    const refused = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    parentPort?.postMessage({ refused, spent: true } satisfies Refusal);
  }
});
