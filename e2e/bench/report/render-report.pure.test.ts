import { expect, test } from 'vitest';
import type { Figures } from './figures.ts';
import { judgeBudgets } from './judge-budgets.ts';
import { knownFigures } from './known-figures.ts';
import { renderReport } from './render-report.ts';

const verdicts = (figures: Figures) =>
  Object.fromEntries(
    judgeBudgets(figures).map(({ what, budget, measured, kept }) => [
      `${what} ${budget}`,
      `${measured} ${kept}`,
    ]),
  );

test('every budget is judged by the median of the rounds', () => {
  const many = 'Registrations through HTTP, 32 callers, one book';
  expect(verdicts(knownFigures)).toEqual({
    [`${many} at least 3 × L1`]: '5.00 × true',
    [`${many}, target at least 4 × L1`]: '5.00 × true',
    [`${many} at least 15 % of L2`]: '40 % true',
    [`${many}, target at least 25 % of L2`]: '40 % true',
    [`${many}: p99 under 30 ms`]: '27.0 ms true',
    'The same with a flush of 3 ms at least 10 × L1 of that run': '11.00 × true',
    'One registration, one caller: p50 at most 3 × L1 with one client': '2.50 × true',
    'First start on a new data folder, demonstration made under 30 s': '9.9 s true',
    'Later starts, the slowest under 8 s': '2.6 s true',
    'Memory of the server, idle under 350 MB': '200 MB true',
    'Memory while 20 uploads of 100 MB stream in, the most under 700 MB': '400 MB true',
  });
});

test('a budget that was missed by a hair is said to be missed', () => {
  const round = knownFigures.registrations[0];
  if (round === undefined) throw new Error('no round');
  const slow: Figures = {
    ...knownFigures,
    registrations: [{ ...round, opis32: { perSecond: 1499, p50: 15, p99: 30 } }],
    starts: { first: 30_000, later: [2_000, 8_000] },
    memory: { idle: 350e6, underUploads: 700e6, uploadBytesPerSecond: 1 },
  };
  const missed = judgeBudgets(slow).filter(({ kept }) => !kept);
  expect(missed.map(({ budget }) => budget)).toEqual([
    'at least 3 × L1',
    'at least 4 × L1',
    'under 30 ms',
    'under 30 s',
    'under 8 s',
    'under 350 MB',
    'under 700 MB',
  ]);
  expect(renderReport(slow).match(/\*\*missed\*\*/g)).toHaveLength(7);
});

test('the report shows medians, ranges, and every pair', () => {
  const report = renderReport(knownFigures);
  for (const line of [
    '| Measured | 2026-06-29 10:42 UTC |',
    '| Processor | Abacus \\| 8 beads, 2 cores |',
    '| Memory | 8 GiB |',
    '| Opis through HTTP, 32 callers | 2400 | 2000 | 3000 | 13.00 | 27.00 |',
    '| L1 with 1 client | 900 | 800 | 1000 | 1.50 | 2.00 |',
    '| 1 | 4.00 | 0.40 | 2.50 |',
    '| 2 | 6.00 | 0.30 | 2.00 |',
    '| 3 | 5.00 | 0.60 | 3.00 |',
    'Product to reference: 11.00 × (9.50 to 12.00).',
    '| 64 KiB, 1, the store alone | 150 | 9.8 | 7.00 | 2.00 |',
    '| 64 KiB, 1, through HTTP | 55 | 3.6 | 19.00 | 2.00 |',
    '9.87 s on a new data folder, then 2.01 s, 2.60 s, 2.20 s.',
    '123456 registrations were acknowledged',
  ]) {
    expect(report).toContain(line);
  }
  expect(report).not.toMatch(/NaN|undefined|Infinity/);
});
