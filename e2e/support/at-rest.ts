import { setTimeout as sleep } from 'node:timers/promises';

/** What a product may still have to do, by its gauges. */
export type Backlog = 'jobs_waiting' | 'search_lag_records' | 'file_works_waiting';

const everyMs = 250;

/** Resolves when the product at `address` has nothing of this left to do. Throws when it still has after `seconds`. */
export async function untilAtRest(
  address: string,
  { of, seconds }: { of: readonly Backlog[]; seconds: number },
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    const figures = await (await fetch(`${address}/metrics`)).text();
    if (of.every((name) => new RegExp(`^opis_${name} 0$`, 'm').test(figures))) return;
    await sleep(everyMs);
  }
  throw new Error(`${address} was still at work after ${seconds} s`);
}
