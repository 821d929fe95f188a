// The thread that reads messages from outside and cleans their pages: preview-host.ts ends its process.
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { cleanPage } from '../mail/parse/clean-page.ts';
import type { MailAnswer, MailJob, PagePicture } from '../mail/parse/mail-job.ts';
import { readHeaderAlone, readMessage } from '../mail/parse/read-message.ts';
import type { Refusal } from './preview-job.ts';

async function work(job: MailJob): Promise<MailAnswer> {
  switch (job.task) {
    case 'start':
      return { started: true };
    case 'message':
      return { message: await readMessage(job.path, job.now) };
    case 'header':
      return { message: await readHeaderAlone(job.path, { now: job.now, flags: [job.why] }) };
    case 'page': {
      const pictures = await inlinePictures(job.pictures);
      return { page: cleanPage(await readFile(job.path, 'utf8'), (id) => pictures.get(id)) };
    }
  }
}

// Written into the page itself: its frame may fetch nothing, from us neither.
async function inlinePictures(pictures: readonly PagePicture[]): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  for (const { contentId, path, mediaType } of pictures)
    written.set(contentId, `data:${mediaType};base64,${(await readFile(path)).toString('base64')}`);
  return written;
}

parentPort?.on('message', async (job: MailJob) => {
  try {
    parentPort?.postMessage(await work(job));
  } catch (error) {
    const refused = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    parentPort?.postMessage({ refused, spent: true } satisfies Refusal);
  }
});
