import { expect, test } from 'vitest';
import type { FulltextFigures } from '../measure/fulltext.ts';
import { knownFigures } from './known-figures.ts';
import { judgeFulltext } from './render-fulltext.ts';
import { renderReport } from './render-report.ts';

const figures = (documents: number, p95: number): FulltextFigures => {
  const times = {
    reader: { p50: 5, p95 },
    registrar: { p50: 40, p95: 400 },
    bare: { p50: 1, p95: 20 },
  };
  return {
    ...{ entries: 1_000_000, documents, caseFiles: 300_000 },
    seconds: { make: 1, index: 2, verify: 3 },
    times: { rare: times, mixed: times, frequent: times, typing: times, phrase: times },
  };
};

test('who may read least waits less than a tenth of a second in a million documents, whatever is asked', () => {
  const kept = (found: FulltextFigures) => judgeFulltext(found).map((verdict) => verdict.kept);
  expect(kept(figures(1_000_000, 99.9))).toEqual([true, true, true, true, true]);
  expect(kept(figures(1_000_000, 100))).toEqual([false, false, false, false, false]);
  expect(kept(figures(100_000, 5_000))).toEqual([]);
});

test('the report tells it beside the registrar and the same words without rights', () => {
  const report = renderReport({ ...knownFigures, fulltext: figures(1_000_000, 42) });
  expect(report).toContain('## Find in documents');
  expect(report).toContain('| Two rare words | 5.0 | 42.0 | 40.0 | 400.0 | 1.0 | 20.0 |');
  expect(report).toContain(
    '1,000,000 documents of 200 words each, in 1,000,000 entries and 300,000 case files',
  );
});
