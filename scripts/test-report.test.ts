import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFailures, readReport, writeFailures } from './test-report.mjs';

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

test.each([
  [
    'names a test that failed, with what it said',
    {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { fullName: 'holds', status: 'passed', failureMessages: [] },
            { fullName: 'breaks', status: 'failed', failureMessages: ['1 is not 2'] },
          ],
        },
      ],
    },
    [{ name: 'a.test.ts: breaks', message: '1 is not 2' }],
  ],
  [
    'names a file that broke down before its tests',
    {
      testResults: [
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [] },
      ],
    },
    [{ name: 'b.test.ts', message: 'no such module' }],
  ],
  [
    'names what failed in a program of ours',
    {
      checks: [
        { section: 'kills', sentence: 'no gap', passed: false, detail: '7 missing' },
        { section: 'kills', sentence: 'no repeat', passed: true, detail: '' },
      ],
    },
    [{ name: 'kills: no gap', message: '7 missing' }],
  ],
])('%s', (_, report, expected) => {
  const file = join(folder, 'failures.json');
  writeFileSync(file, JSON.stringify(report));
  expect(readFailures(file)).toEqual(expected);
});

test('says failures as lines, each with its suite', () => {
  const failures = [{ suite: 'pure', name: 'a: b', message: 'one\ntwo' }];
  expect(writeFailures(failures)).toEqual(['✗ pure: a: b', '    one', '    two']);
});
