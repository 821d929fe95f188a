import { AppError, type FileSignatures, type MaskRegion, type PageWord } from '@opis/contracts';
import type { Log } from '../log.ts';
import type { VerificationBasis } from '../signing/verify-pdf.ts';
import type { PaperAnswer, PaperJob } from './paper-job.ts';
import { PreviewHost, type PreviewLimits } from './preview-host.ts';
import type { PreviewSource } from './previews.ts';
import { canPreview } from './previews.ts';
import { takeTurns } from './take-turns.ts';

/** Work on papers from outside, in a process of its own. Nothing that a file holds can hurt the server. */
export type Papers = {
  /** Undefined when that could not be found out now; a file that hurts its reader is `unreadable`. */
  examineSignatures(source: PreviewSource, basis: VerificationBasis): Promise<FileSignatures | undefined>;
  /** Words of a page, from 1; none when there are none or they cannot be read. */
  listWords(source: PreviewSource, page: number): Promise<readonly PageWord[]>;
  /** Errors: `masking.nothing-marked`, `masking.file-unsuitable`, as dependency when it may be had later. */
  mask(source: PreviewSource, regions: readonly MaskRegion[]): Promise<Uint8Array>;
  close(): void;
};

const defaults: PreviewLimits & { maxWaitMs: number } = {
  // Two hundred pages take a minute on a slow machine.
  timeoutMs: 120_000,
  maxMemory: 768 * 1024 * 1024,
  idleMs: 60_000,
  maxWaitMs: 240_000,
};

/** One process, one job at a time, in the order asked; apart from the previews, so that no page waits for a copy. */
export function createPapers(log: Log, given: Partial<typeof defaults> = {}): Papers {
  const limits = { ...defaults, ...given };
  const host = new PreviewHost<PaperJob, PaperAnswer>(limits, 'paper-thread');
  const inTurn = takeTurns(limits.maxWaitMs);
  const ask = async (source: PreviewSource, job: PaperJob) => {
    const answer = await inTurn(() => host.run(job)).catch((error) => {
      log.warn({ reason: String(error) }, 'no process for papers');
    });
    if (answer && 'refused' in answer) {
      log.info({ sha256: source.sha256, task: job.task, reason: answer.refused }, 'paper refused');
    }
    return answer ?? undefined;
  };

  return {
    examineSignatures: async (source, { trust, at }) => {
      const answer = await ask(source, { task: 'signatures', path: source.path, trust, at });
      if (answer === undefined) return undefined;
      if ('signatures' in answer) return answer.signatures;
      return { state: 'unreadable', examinedAt: at.toISOString(), signatures: [], unexamined: 0 };
    },
    listWords: async (source, page) => {
      if (source.mediaType !== 'application/pdf') return [];
      const answer = await ask(source, { task: 'words', path: source.path, page });
      return answer && 'words' in answer ? answer.words : [];
    },
    mask: async (source, regions) => {
      if (regions.length === 0) throw new AppError('validation', 'masking.nothing-marked');
      if (!canPreview(source.mediaType)) throw new AppError('validation', 'masking.file-unsuitable');
      const { path, mediaType } = source;
      const answer = await ask(source, { task: 'mask', path, mediaType, regions });
      if (answer === undefined) throw new AppError('dependency', 'masking.file-unsuitable');
      if (!('pdf' in answer)) throw new AppError('validation', 'masking.file-unsuitable');
      return answer.pdf;
    },
    close: () => host.close(),
  };
}
