import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const defaults = {
  /** Share of its time that the server's own thread may be at work before others wait. */
  busy: 0.5,
  /** Looked at again after so long. */
  pauseMs: 500,
  /** However busy, a page is read now and then. */
  longestMs: 20_000,
};

/** Gives a function that waits while this process is busy with people: works in the background are in no hurry. */
export function restWhenBusy(given: Partial<typeof defaults> = {}): () => Promise<void> {
  const { busy, pauseMs, longestMs } = { ...defaults, ...given };
  let before = performance.eventLoopUtilization();
  const share = () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
  return async () => {
    for (let waited = 0; share() > busy && waited < longestMs; waited += pauseMs) await sleep(pauseMs);
  };
}
