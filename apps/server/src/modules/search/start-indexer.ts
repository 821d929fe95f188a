import { performance } from 'node:perf_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import { followLedger, type IndexDeps } from './follow-ledger.ts';
import type { Pace } from './pace.ts';

/** `nudge` says that something was just written; `stop` ends after the step under way. */
export type Indexer = { nudge(): void; stop(): Promise<void> };

type Options = { log: { error(fields: object, message: string): void }; everyMs?: number };

const tickMs = 700;
/** After a nudge, so that a burst is written in few steps. */
const gatherMs = 60;
/** Rest after a step, in steps: the busier the process, the longer. Who registers by the thousand is served first. */
const restSteps = { idle: 1, busy: 20 };

/**
 * Follows the ledgers for as long as the process lives: at once after what this process wrote, and by a tick after what
 * another one did. A failure is logged and tried again at the next tick.
 */
export function startIndexer(deps: IndexDeps, { log, everyMs = tickMs }: Options): Indexer {
  let running: Promise<void> | undefined;
  let again = false;
  const stopping = new AbortController();
  const sleep = (ms: number) => rest(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  let lastSeen = performance.eventLoopUtilization();
  const pace: Pace = async (stepMs) => {
    const seen = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(seen, lastSeen);
    lastSeen = seen;
    await sleep(stepMs * (restSteps.idle + utilization * restSteps.busy));
    return !stopping.signal.aborted;
  };
  const follow = async () => {
    do {
      await sleep(gatherMs);
      again = false;
      await followLedger(deps, pace).catch((error: Error) => {
        log.error({ reason: error.message }, 'the search index fell behind, it will be tried again');
      });
    } while (again && !stopping.signal.aborted);
    running = undefined;
  };
  const nudge = () => {
    again = true;
    running ??= follow();
  };
  const timer = setInterval(nudge, everyMs).unref();
  return {
    nudge,
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
