/** A clock that only goes forward, and a wait on it. */
export type Stopwatch = { now(): number; wait(ms: number): Promise<unknown> };

const monotonic: Stopwatch = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Answers, or fails, only when a whole multiple of `stepMs` has passed: from the time nobody learns which way the work
 * went. `stepMs` is longer than the work normally takes; what takes longer still falls on the next step.
 */
export async function withMinimumDuration<T>(
  stepMs: number,
  work: () => Promise<T>,
  stopwatch: Stopwatch = monotonic,
): Promise<T> {
  const start = stopwatch.now();
  try {
    return await work();
  } finally {
    const passed = stopwatch.now() - start;
    const steps = Math.max(1, Math.ceil(passed / stepMs));
    const end = start + steps * stepMs;
    // A timer may ring a millisecond early: then the rest is waited for too.
    for (let left = end - stopwatch.now(); left > 0; left = end - stopwatch.now()) await stopwatch.wait(left);
  }
}
