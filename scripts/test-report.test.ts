import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readReport } from './test-report.mjs';

const folder = mkdtempSync(join(tmpdir(), 'opis-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const vitest = {
  numTotalTests: 3,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};

test.each([
  ['counts what passed', vitest, 0, { passed: 3, failed: 0 }],
  ['counts what failed', { ...vitest, numPassedTests: 1, numFailedTests: 2 }, 1, { passed: 1, failed: 2 }],
  [
    'fails a suite without tests',
    { ...vitest, numTotalTests: 0, numPassedTests: 0 },
    0,
    { passed: 0, failed: 1 },
  ],
  ['fails a skipped test', { ...vitest, numPassedTests: 2, numPendingTests: 1 }, 0, { passed: 2, failed: 1 }],
  ['fails a run that broke down outside its tests', vitest, 1, { passed: 3, failed: 1 }],
  ['reads the report of our own programs', { passed: 4, failed: 1 }, 1, { passed: 4, failed: 1 }],
  ['fails an own program that tested nothing', { passed: 0, failed: 0 }, 0, { passed: 0, failed: 1 }],
])('%s', (_, report, exitCode, expected) => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  expect(readReport(file, exitCode)).toMatchObject(expected);
});

test('fails a suite that left no report', () => {
  expect(readReport(join(folder, 'none.json'), 0)).toMatchObject({ passed: 0, failed: 1 });
});
