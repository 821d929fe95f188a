// The last line of .ci/run: both runs together. A run that left no total has failed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';

const totals = ['total.json', 'total-all.json'].map((name) => {
  const file = join(root, '.cache', 'reports', name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 };
});
const [passed, failed] = ['passed', 'failed'].map((key) =>
  totals.reduce((total, each) => total + each[key], 0),
);
console.log(`${passed} passed, ${failed} failed`);
