import { expect, test } from 'vitest';
import type { SearchFigures } from '../measure/searches.ts';
import { renderCostChart } from './cost-chart.ts';
import { knownFigures } from './known-figures.ts';
import { renderReport } from './render-report.ts';
import { judgeMixed, judgeSearches, toCostLines } from './render-searches.ts';

const figures = (entries: number, p95: number): SearchFigures => {
  const times = { opis: { p50: p95 / 2, p95 }, bare: { p50: 1, p95: 2 } };
  const all = { list: times, queue: times, number: times, words: times, frequent: times, misspelt: times };
  return {
    entries,
    seconds: { make: 1, index: 2, verify: 3 },
    times: all,
    registrarWords: { p50: 4, p95: 5 },
  };
};
const mixed = (failed: number, late: number) => ({
  seconds: 600,
  entries: 100_000,
  lines: [{ what: 'searches', perSecond: 50, answered: 30_000, failed, p50: 10, p95: 99.9, p99: 200 }],
  memory: { early: 200e6, late },
});
const missed = (p95: number, entries = 1_000_000) =>
  judgeSearches([figures(entries, p95)])
    .filter(({ kept }) => !kept)
    .map(({ budget }) => budget);

test('every question is held to its own budget at a million entries, and to twice that at ten', () => {
  expect(missed(9.9)).toEqual([]);
  expect(missed(20)).toEqual(['under 20 ms', 'under 10 ms']);
  expect(missed(80)).toEqual(['under 20 ms', 'under 10 ms', 'under 60 ms', 'under 60 ms', 'under 80 ms']);
  expect(missed(20, 10_000_000)).toEqual(['under 20 ms']);
  expect(judgeSearches([figures(100_000, 1_000)])).toEqual([]);
});

test('a mixture with one error, or whose memory grew, is missed', () => {
  const kept = (verdicts: { kept: boolean }[]) => verdicts.map((verdict) => verdict.kept);
  expect(kept(judgeMixed(mixed(0, 220e6)))).toEqual([true, true, true]);
  expect(kept(judgeMixed(mixed(1, 221e6)))).toEqual([true, false, false]);
});

test('the report shows each size beside the bare statement, and the mixture', () => {
  const report = renderReport({
    ...knownFigures,
    searches: [figures(100_000, 3), figures(1_000_000, 6)],
    mixed: mixed(0, 210e6),
  });
  for (const line of [
    '### 1,000,000 entries',
    '| Words | 3.00 | 6.00 | 1.00 | 2.00 | 3.0 × |',
    '| searches | 50.0 | 30000 | 0 | 10.0 | 99.9 | 200.0 |',
    'benchmarks-search.svg',
    '| Mixed, 10 minutes: errors | none | 0 | kept |',
  ])
    expect(report).toContain(line);
});

test('the chart has a line and a name for each question, a point for each size, and no two names on one another', () => {
  const chart = renderCostChart('Costul', toCostLines([figures(100_000, 3), figures(1_000_000, 6)]));
  expect(chart.match(/<polyline/g)).toHaveLength(6);
  expect(chart.match(/<circle/g)).toHaveLength(12);
  const heights = [...chart.matchAll(/y="([\d.]+)" fill="#[0-9a-f]{6}">[^<]+ ms</g)]
    .map(([, y]) => Number(y))
    .sort((a, b) => a - b);
  const names = heights.slice(-6);
  names.slice(1).forEach((height, at) => {
    expect(height - (names[at] ?? 0)).toBeGreaterThanOrEqual(16);
  });
  expect(chart).not.toMatch(/NaN|undefined|Infinity/);
});
