// The thread that reads hostile files; it may hang, run out of memory or crash: preview-host.ts ends its process.
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { beginFile } from '../processing/begin-file.ts';
import { drawForReading } from '../processing/draw-for-reading.ts';
import { type FileAnswer, type FileJob, type FileRefusal, FlaggedFileError } from '../processing/file-job.ts';
import { readLayer } from '../processing/read-pdf-text.ts';
import { recogniseText } from '../processing/recognise-text.ts';

// The readers of image-pages.ts, and of what we drew ourselves.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    ...['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif'].map((name) => `VipsForeignLoad${name}File`),
    'VipsForeignLoadJpegBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

// What makes copies is heavy and seldom asked for.
async function work(job: FileJob): Promise<FileAnswer> {
  switch (job.task) {
    case 'begin':
      return { begun: await beginFile(job) };
    case 'layer':
      return await readLayer(job.path, job);
    case 'recognise':
      return { seen: await recogniseText(await drawForReading(job, job.page)) };
    case 'draw':
      return { png: await drawForReading(job, job.page) };
    case 'shrink':
      return { pdf: await (await import('../processing/shrink-pictures.ts')).shrinkPictures(job) };
    case 'archive':
      return { pdf: await (await import('../processing/archive-picture.ts')).archivePicture(job) };
  }
}

// What we found out ourselves leaves no trace; whatever a library threw may have left its memory in pieces.
function toRefusal(error: unknown): FileRefusal {
  if (error instanceof FlaggedFileError) return { refused: error.message, flag: error.flag };
  const refused = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
  return { refused, spent: true, flag: 'damaged' };
}

parentPort?.on('message', async (job: FileJob) => {
  try {
    parentPort?.postMessage(await work(job));
  } catch (error) {
    parentPort?.postMessage(toRefusal(error));
  }
});
