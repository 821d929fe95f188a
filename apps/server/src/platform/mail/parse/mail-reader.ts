import { stat } from 'node:fs/promises';
import type { Log } from '../../log.ts';
import { PreviewHost, type PreviewLimits } from '../../preview/preview-host.ts';
import { takeTurns } from '../../preview/take-turns.ts';
import type { CleanPage } from './clean-page.ts';
import type { MailAnswer, MailJob, PagePicture } from './mail-job.ts';
import type { ParsedMessage } from './parsed-message.ts';

/** Reads messages from outside in a process of its own. Nothing that a message holds can hurt the server. */
export type MailReader = {
  /**
   * The message at `path`. One that hurts its reader is given by its header, as `unparsable`. Throws when no process
   * can be had now: nothing is then known of the message, and it is to be tried again.
   */
  read(path: string, now: Date): Promise<ParsedMessage>;
  /** The page of a message fit to be shown; undefined when it cannot be made so. */
  cleanPage(path: string, pictures: readonly PagePicture[]): Promise<CleanPage | undefined>;
  close(): void;
};

/** Limits of one reading. */
export type MailReaderLimits = PreviewLimits & { readonly maxWaitMs: number };

const defaults: MailReaderLimits = {
  timeoutMs: 10_000,
  maxMemory: 512 * 1024 * 1024,
  idleMs: 60_000,
  maxWaitMs: 240_000,
};

const startMs = 120_000;

/** One process, one message at a time, in the order asked. */
export function createMailReader(log: Log, given: Partial<MailReaderLimits> = {}): MailReader {
  const limits = { ...defaults, ...given };
  const host = new PreviewHost<MailJob, MailAnswer>(limits, 'mail-thread');
  const inTurn = takeTurns(limits.maxWaitMs);
  const ask = async (job: Exclude<MailJob, { task: 'start' }>) => {
    // What is too long to be held is only walked through, ten megabytes a second at the slowest.
    const { size } = await stat(job.path);
    const answer = await inTurn(async () => {
      // Starting is no message's fault, however busy the machine: it is not counted against the first.
      if (!host.isRunning) await host.run({ task: 'start' }, startMs);
      return await host.run(job, limits.timeoutMs + size / 10_000);
    });
    if (answer === undefined) throw new Error('the reader of messages is busy');
    if ('refused' in answer)
      log.info({ task: job.task, reason: answer.refused }, 'message refused by its reader');
    return answer;
  };
  return {
    read: async (path, now) => {
      const answer = await ask({ task: 'message', path, now });
      if ('message' in answer) return answer.message;
      const why =
        'refused' in answer && answer.refused === 'too long' ? 'reading-took-too-long' : 'reader-ended';
      const head = await ask({ task: 'header', path, now, why });
      return 'message' in head ? head.message : unknownMessage(why);
    },
    cleanPage: async (path, pictures) => {
      const answer = await ask({ task: 'page', path, pictures });
      return 'page' in answer ? answer.page : undefined;
    },
    close: () => host.close(),
  };
}

// Not even its header could be read: it is kept and shown as what it is, some bytes that somebody sent.
const unknownMessage = (why: 'reading-took-too-long' | 'reader-ended'): ParsedMessage => ({
  messageId: null,
  inReplyTo: null,
  referenceIds: [],
  fromName: null,
  fromAddress: null,
  replyTo: null,
  toAddresses: [],
  ccAddresses: [],
  subject: '',
  sentAt: null,
  autoSubmitted: null,
  byList: false,
  hop: { address: null, helo: null, sender: null },
  kind: 'message',
  deliveryReport: null,
  state: 'unparsable',
  flags: [why, 'no-sender'],
  remoteImages: 0,
  preview: '',
  parts: [],
});
