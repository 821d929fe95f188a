// The thread that touches hostile files; it may hang, run out of memory or crash: preview-host.ts ends its process.
import { parentPort } from 'node:worker_threads';
import { answerImage } from './image-pages.ts';
import { answerPdf } from './pdf-pages.ts';
import type { PreviewAnswer, PreviewJob } from './preview-job.ts';

async function answer(job: PreviewJob): Promise<PreviewAnswer> {
  try {
    return await (job.mediaType === 'application/pdf' ? answerPdf(job) : answerImage(job));
  } catch (error) {
    const refused = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    return { refused, spent: true };
  }
}

parentPort?.on('message', async (job: PreviewJob) => {
  parentPort?.postMessage(await answer(job));
});
