import type { LongWork } from '@opis/contracts';

/** Seconds that a work will still take, at the pace so far; undefined before a tenth of it is done. */
export function secondsLeft({ startedAt, done, total }: LongWork, now: Date): number | undefined {
  if (startedAt === null || total === null || total === 0 || done / total < 0.1) return undefined;
  const passed = (now.getTime() - Date.parse(startedAt)) / 1000;
  return Math.max(0, (passed / done) * (total - done));
}
