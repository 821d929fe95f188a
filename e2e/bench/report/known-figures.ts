import type { Speed } from '../statistics.ts';
import type { Figures } from './figures.ts';

const speed = (perSecond: number, p50 = 1, p99 = 2): Speed => ({ perSecond, p50, p99 });

/** Three rounds whose medians can be worked out in the head: 5 × L1, 40 % of L2, 11 × with a slow flush. */
export const knownFigures: Figures = {
  machine: {
    measuredAt: '2026-06-29 10:42 UTC',
    commit: 'abc1234',
    processor: 'Abacus | 8 beads',
    cores: 2,
    memoryBytes: 8 * 2 ** 30,
    system: 'Linux 6.1',
    node: 'v24.21.0',
    postgres: '18.4, embedded',
    pgbench: 'pgbench (PostgreSQL) 15.18',
    flushMs: 0.145,
    loadBefore: 0.25,
  },
  secondsPerRun: 5,
  registrations: [
    {
      l1: speed(500, 60, 100),
      opis32: speed(2000, 15, 25),
      l2: speed(5000),
      opis8: speed(900),
      l1Single: speed(800, 1),
      opis1: speed(400, 2.5),
    },
    {
      l1: speed(400, 50, 90),
      opis32: speed(2400, 13, 29),
      l2: speed(8000),
      opis8: speed(1100),
      l1Single: speed(1000, 2),
      opis1: speed(500, 4),
    },
    {
      l1: speed(600, 70, 80),
      opis32: speed(3000, 11, 27),
      l2: speed(5000),
      opis8: speed(1000),
      l1Single: speed(900, 1.5),
      opis1: speed(450, 4.5),
    },
  ],
  slowFlush: [
    { l1: speed(200), opis32: speed(2400) },
    { l1: speed(200), opis32: speed(2200) },
    { l1: speed(200), opis32: speed(1900) },
  ],
  proof: { registrations: 123_456 },
  memory: { idle: 200e6, underUploads: 400e6, uploadBytesPerSecond: 150e6 },
  fileStore: [
    [{ bytes: 65_536, writers: 1, store: speed(100, 9), http: speed(50, 20) }],
    [{ bytes: 65_536, writers: 1, store: speed(200, 5), http: speed(60, 18) }],
  ],
  starts: { first: 9_870, later: [2_010, 2_600, 2_200] },
};
