// The last lines of .ci/run: what failed in either run, and both together. A run that left no total has failed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';
import { writeFailures } from './test-report.mjs';

const totals = ['total.json', 'total-all.json'].map((name) => {
  const file = join(root, '.cache', 'reports', name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, failures: [] };
});
const [passed, failed] = ['passed', 'failed'].map((key) =>
  totals.reduce((total, each) => total + each[key], 0),
);
console.log(writeFailures(totals.flatMap(({ failures }) => failures)).join('\n'));
console.log(`${passed} passed, ${failed} failed`);
