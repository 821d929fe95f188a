import type { Clock } from '../src/platform/clock.ts';

/** A clock that stands still until the test moves it. */
export type StillClock = Clock & {
  set(instant: string): void;
  pass(time: { ms?: number; s?: number; h?: number; days?: number }): void;
};

export function aClock(instant = '2026-06-29T06:00:00Z'): StillClock {
  let now = new Date(instant).getTime();
  return {
    now: () => new Date(now),
    set: (next) => {
      now = new Date(next).getTime();
    },
    pass: ({ ms = 0, s = 0, h = 0, days = 0 }) => {
      now += ms + s * 1_000 + h * 3_600_000 + days * 86_400_000;
    },
  };
}
