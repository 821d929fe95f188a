import type { FileFlag } from '@opis/contracts';
import type { Log } from '../log.ts';
import { PreviewHost, type PreviewLimits } from '../preview/preview-host.ts';
import { takeTurns } from '../preview/take-turns.ts';
import type { FileAnswer, FileJob, FileRefusal } from './file-job.ts';

/** What came of a job: its answer, or what there is to tell of the file. */
export type FileOutcome = FileAnswer | { readonly flag: FileFlag };

/**
 * Reads files from outside in processes of their own, behind everything else on the machine. They start with the first
 * job and end after a rest: an engine weighs three hundred megabytes.
 */
export type FileReader = {
  /** Throws when no process can be had: another time. */
  run(job: FileJob): Promise<FileOutcome>;
  /** Pages recognised at once. */
  readonly engines: number;
  close(): void;
};

export type ReaderLimits = Partial<PreviewLimits> & { readonly engines?: number };

const reading: PreviewLimits = {
  timeoutMs: 60_000,
  maxMemory: 768 * 1024 * 1024,
  idleMs: 20_000,
  yields: true,
};
// A page takes seconds; on a machine with other things to do, ten times that.
const recognising: PreviewLimits = { ...reading, timeoutMs: 180_000, maxMemory: 1024 * 1024 * 1024 };

export function createFileReader(log: Log, { engines = 1, ...given }: ReaderLimits = {}): FileReader {
  const hosts = {
    reader: aHost({ ...reading, ...given }),
    engines: Array.from({ length: engines }, () => aHost({ ...recognising, ...given })),
  };
  let next = 0;
  const hostOf = (job: FileJob) => {
    if (job.task !== 'recognise') return hosts.reader;
    next = (next + 1) % engines;
    return hosts.engines[next] ?? hosts.reader;
  };
  return {
    engines,
    run: async (job) => {
      const answer = await hostOf(job).run(job);
      if (!('refused' in answer)) return answer;
      log.info({ task: job.task, mediaType: job.mediaType, reason: answer.refused }, 'file refused');
      return { flag: answer.flag ?? flagOf(answer.refused) };
    },
    close: () => {
      for (const host of [hosts.reader, ...hosts.engines]) host.close();
    },
  };
}

// Works of one host go one after another; nobody waits so long that the work is lost.
function aHost(limits: PreviewLimits) {
  const host = new PreviewHost<FileJob, FileAnswer>(limits, 'file-thread');
  const inTurn = takeTurns(2 ** 31 - 1);
  return {
    run: async (job: FileJob): Promise<FileAnswer | FileRefusal> => {
      const answer = await inTurn(() => host.run(job));
      if (answer === undefined) throw new Error('no turn');
      return answer;
    },
    close: () => host.close(),
  };
}

// What the host says when it ended a process.
function flagOf(refused: string): FileFlag {
  if (refused === 'too long') return 'took-too-long';
  return refused === 'too much memory' || refused === 'the reader ended' ? 'took-too-much-memory' : 'damaged';
}
