import { AppError } from '@opis/contracts';
import type { Log } from '../log.ts';
import { PreviewHost, type PreviewLimits } from './preview-host.ts';
import { maxShownPages, type PreviewAnswer, type PreviewJob } from './preview-job.ts';
import { takeTurns } from './take-turns.ts';

/** A file to show: `sha256` tells it from others, `path` is where its bytes lie now. */
export type PreviewSource = { readonly sha256: string; readonly path: string; readonly mediaType: string };

/** Pictures of pages. Nothing that a file holds can hurt the server, and no file is refused for having none. */
export type Previews = {
  /** Pages that can be shown; 0 when there is no preview; undefined when that could not be found out now. */
  countPages(source: PreviewSource): Promise<number | undefined>;
  /** PNG of one page, from 1. Error: `document.no-preview`, as not-found or, when it may be had later, as dependency. */
  renderPage(source: PreviewSource, page: number): Promise<Uint8Array>;
  close(): void;
};

const shown = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/tiff',
  'image/gif',
]);

/** True for a type that has pictures; for every other there is nothing to count. */
export const canPreview = (mediaType: string): boolean => shown.has(mediaType);

const defaults: PreviewLimits & { maxWaitMs: number } = {
  timeoutMs: 10_000,
  maxMemory: 512 * 1024 * 1024,
  idleMs: 60_000,
  // Hostile files may take their ten seconds each: an upload that stands behind them goes on without its pages.
  maxWaitMs: 20_000,
};
const maxRemembered = 1000;

/** Previews by one process of their own, one job at a time, in the order asked. */
export function createPreviews(log: Log, given: Partial<typeof defaults> = {}): Previews {
  const limits = { ...defaults, ...given };
  const host = new PreviewHost<PreviewJob, PreviewAnswer>(limits, 'preview-thread');
  const inTurn = takeTurns(limits.maxWaitMs);
  // What hung or crashed once does so again: whoever asks again is told at once.
  const hopeless = new Set<string>();

  // Undefined: not now, for no fault of the file.
  const ask = async (source: PreviewSource, page?: number): Promise<PreviewAnswer | undefined> => {
    const key = `${source.sha256}/${page ?? 'count'}`;
    if (hopeless.has(key)) return { refused: 'refused before' };
    const job: PreviewJob = { path: source.path, mediaType: source.mediaType, page };
    const answer = await inTurn(() => host.run(job)).catch((error) => {
      log.warn({ reason: String(error) }, 'no preview process');
    });
    if (answer && 'refused' in answer) {
      log.info({ sha256: source.sha256, page, reason: answer.refused }, 'no preview');
      remember(hopeless, key);
    }
    return answer ?? undefined;
  };

  return {
    countPages: async (source) => {
      if (!canPreview(source.mediaType)) return 0;
      const answer = await ask(source);
      if (answer === undefined) return undefined;
      return 'pages' in answer ? answer.pages : 0;
    },
    renderPage: async (source, page) => {
      const possible = canPreview(source.mediaType) && page >= 1 && page <= maxShownPages;
      const answer = possible ? await ask(source, page) : undefined;
      if (possible && answer === undefined) throw new AppError('dependency', 'document.no-preview');
      if (!answer || !('png' in answer)) throw new AppError('not-found', 'document.no-preview');
      return answer.png;
    },
    close: () => host.close(),
  };
}

function remember(hopeless: Set<string>, key: string) {
  const oldest = hopeless.values().next();
  if (hopeless.size >= maxRemembered && !oldest.done) hopeless.delete(oldest.value);
  hopeless.add(key);
}
