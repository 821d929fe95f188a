/** Middle of the values; of an even number, the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return below === undefined || above === undefined ? Number.NaN : (below + above) / 2;
}

/** The value that this share of them does not exceed (nearest rank). `sorted` from small to large. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** How many a second, and how long each took, in milliseconds: what one run of a load comes down to. */
export type Speed = { perSecond: number; p50: number; p99: number };

/** `latenciesMs` from fast to slow. */
export function toSpeed(run: { perSecond: number; latenciesMs: ArrayLike<number> }): Speed {
  return {
    perSecond: run.perSecond,
    p50: percentile(run.latenciesMs, 0.5),
    p99: percentile(run.latenciesMs, 0.99),
  };
}
