import { existsSync, readFileSync } from 'node:fs';

/**
 * Reads what a suite's own runner reported, as how many passed and failed. A suite without a test fails, and so does
 * one that ended badly without naming a failure; a test that was skipped counts as failed.
 */
export function readReport(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1, remark: 'no report was written' };
  const { passed, failed, skipped } = toCounts(JSON.parse(readFileSync(file, 'utf8')));
  if (passed + failed + skipped === 0) return { passed, failed: 1, remark: 'the suite has no test' };
  if (skipped > 0) return { passed, failed: failed + skipped, remark: `${skipped} skipped` };
  if (exitCode !== 0 && failed === 0) return { passed, failed: 1, remark: `ended with ${exitCode}` };
  return { passed, failed };
}

// vitest's own report, or the one that our programs write: { passed, failed }.
function toCounts(report) {
  if ('numTotalTests' in report) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  }
  return { passed: report.passed, failed: report.failed, skipped: 0 };
}
