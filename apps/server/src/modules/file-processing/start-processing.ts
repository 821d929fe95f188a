import { processNext } from './process-works.ts';
import type { ProcessingDeps } from './processing-deps.ts';
import { requestMissing } from './request-processing.ts';
import { askAgain } from './work-store.ts';

/** Shorter ones are for tests. Milliseconds. */
export type ProcessingTimes = {
  /** People come first: nothing is read until the house has been open for so long. */
  readonly firstAfter: number;
  /** How often it is asked whether there is something to do. */
  readonly every: number;
  /** How often documents that nobody asked about are looked for. */
  readonly missingEvery: number;
};

const usual: ProcessingTimes = { firstAfter: 15_000, every: 2_000, missingEvery: 120_000 };

/** Works through the files in this process, one work at a time, until `stop`; any number of processes may. */
export function startProcessing(
  deps: ProcessingDeps,
  times: ProcessingTimes = usual,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(deps, times, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      // What is under way is let go of; the next start goes on after the pages that are kept.
      deps.reader.close();
      await running;
    },
  };
}

async function run(deps: ProcessingDeps, times: ProcessingTimes, signal: AbortSignal) {
  await pause(times.firstAfter, signal);
  let lookAgain = 0;
  let asked = false;
  while (!signal.aborted) {
    try {
      if (!asked) await askAgain(deps.db, nowPossible(deps));
      asked = true;
      if (Date.now() >= lookAgain) {
        const found = await requestMissing(deps.db);
        lookAgain = Date.now() + (found > 0 ? 0 : times.missingEvery);
      }
      await deps.rest();
      if (!(await processNext(deps, signal))) await pause(times.every, signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      deps.log.warn({ reason }, 'file works not looked at, they will be again');
      await pause(times.every, signal);
    }
  }
}

/** What ended for want of something that is there now. */
const nowPossible = ({ scanner, tools }: ProcessingDeps) => [
  ...(scanner ? (['not-scanned'] as const) : []),
  ...(tools.libreOffice ? (['no-office-here'] as const) : []),
];

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    timer.unref();
    signal.addEventListener('abort', end);
  });
}
