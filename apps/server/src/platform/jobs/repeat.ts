/** Does something now and every so many milliseconds, never twice at once; `stop` waits for what has begun. */
export function repeat(everyMs: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let current: Promise<unknown> | undefined;
  const run = () => {
    current ??= work().finally(() => {
      current = undefined;
    });
  };
  run();
  const timer = setInterval(run, everyMs).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await current;
    },
  };
}
