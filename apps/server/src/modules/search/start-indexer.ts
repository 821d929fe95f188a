import { followLedger, type IndexDeps } from './follow-ledger.ts';

/** `nudge` says that something was just written; `stop` ends after the step under way. */
export type Indexer = { nudge(): void; stop(): Promise<void> };

type Options = { log: { error(fields: object, message: string): void }; everyMs?: number };

const tickMs = 700;

/**
 * Follows the ledgers for as long as the process lives: at once after what this process wrote, and by a tick after what
 * another one did. A failure is logged and tried again at the next tick.
 */
export function startIndexer(deps: IndexDeps, { log, everyMs = tickMs }: Options): Indexer {
  let running: Promise<void> | undefined;
  let again = false;
  const follow = async () => {
    do {
      again = false;
      await followLedger(deps).catch((error: Error) => {
        log.error({ reason: error.message }, 'the search index fell behind, it will be tried again');
      });
    } while (again);
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
      again = false;
      await running;
    },
  };
}
