import { AppError, type LaidPage } from '@opis/contracts';
import type { Log } from '../log.ts';
import { PreviewHost, type PreviewLimits } from '../preview/preview-host.ts';
import type { ScanAnswer, ScanJob, ScanSource, SeenPage } from '../preview/scan-job.ts';
import { takeTurns } from '../preview/take-turns.ts';

/** Work on scans in a process of its own. Nothing that a file holds can hurt the server. */
export type ScanReader = {
  /** Undefined for what cannot be read; throws when that could not be found out now. */
  countPages(source: ScanSource): Promise<number | undefined>;
  /** Some pages; undefined when one of them hurts its reader. */
  readPages(
    source: ScanSource,
    range: { from: number; to: number },
  ): Promise<readonly SeenPage[] | undefined>;
  /** PNG of a page as it was laid. Error: `document.no-preview`. */
  drawPage(source: ScanSource, laid: LaidPage): Promise<Uint8Array>;
  /** PDF of pages as they were laid. Error: `scan.unreadable`. */
  assemble(source: ScanSource, pages: readonly LaidPage[]): Promise<Uint8Array>;
  close(): void;
};

const defaults: PreviewLimits & { maxWaitMs: number } = {
  // Eight pages take three seconds; a machine with other things to do, many times that.
  timeoutMs: 120_000,
  maxMemory: 768 * 1024 * 1024,
  idleMs: 60_000,
  maxWaitMs: 240_000,
};

/** One process, one job at a time, in the order asked. */
export function createScanReader(log: Log, given: Partial<typeof defaults> = {}): ScanReader {
  const limits = { ...defaults, ...given };
  const host = new PreviewHost<ScanJob, ScanAnswer>(limits, 'scan-thread');
  const inTurn = takeTurns(limits.maxWaitMs);
  const ask = async (job: ScanJob) => {
    const answer = await inTurn(() => host.run(job));
    if (answer === undefined) throw new AppError('dependency', 'scan.busy');
    if ('refused' in answer) log.info({ task: job.task, reason: answer.refused }, 'scan refused');
    return answer;
  };
  return {
    countPages: async (source) => {
      const answer = await ask({ ...source, task: 'count' });
      return 'count' in answer ? answer.count : undefined;
    },
    readPages: async (source, range) => {
      const answer = await ask({ ...source, task: 'read', ...range });
      return 'read' in answer ? answer.read : undefined;
    },
    drawPage: async (source, laid) => {
      const answer = await ask({ ...source, task: 'draw', laid });
      if (!('png' in answer)) throw new AppError('not-found', 'document.no-preview');
      return answer.png;
    },
    assemble: async (source, pages) => {
      const answer = await ask({ ...source, task: 'assemble', pages });
      if (!('pdf' in answer)) throw new AppError('conflict', 'scan.unreadable');
      return answer.pdf;
    },
    close: () => host.close(),
  };
}
