import { expect, test } from 'vitest';
import type { IntakeFigures } from '../measure/intake.ts';
import { judgeBudgets } from './judge-budgets.ts';
import { knownFigures } from './known-figures.ts';
import { judgeIntake } from './render-intake.ts';
import { renderReport } from './render-report.ts';

const figures = (...registered: number[]): IntakeFigures => ({
  ...{ cores: 2, messages: 200, bytesEach: 140 * 1024 },
  rounds: registered.map((registeredPerSecond) => ({
    bare: { perSecond: 100, p50: 5, p99: 9 },
    takenIn: { perSecond: 40, p50: 150, p99: 300 },
    registeredPerSecond,
  })),
});

test('ten messages a second and core are the budget, held against the middle of the rounds', () => {
  const kept = (...registered: number[]) => judgeIntake(figures(...registered)).map((one) => one.kept);
  expect(kept(20)).toEqual([true]);
  expect(kept(19.9)).toEqual([false]);
  expect(kept(30, 19, 18)).toEqual([false]);
  expect(kept(30, 20, 10)).toEqual([true]);
});

test('the report tells what the product makes of the messages beside what only keeps them', () => {
  const measured = { ...knownFigures, intake: figures(20, 25, 30) };
  const report = renderReport(measured);
  for (const line of [
    '## Mail into entries',
    '| Bare: flushed file and row | 100.0 | 100.0 | 100.0 | 50.0 | 5.0 | 9.0 |',
    '| Opis: until the last has its number | 25.0 | 20.0 | 30.0 | 12.5 | – | – |',
    'Registered to bare: 0.25 ×',
  ])
    expect(report).toContain(line);
  expect(judgeBudgets(measured).find(({ what }) => what.startsWith('E-mails'))).toMatchObject({
    measured: '12.5',
    kept: true,
  });
  expect(renderReport(knownFigures)).not.toContain('Mail into entries');
});
