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

/** What failed in a report, each with what was said of it: its name in full, and the beginning of its message. */
export function readFailures(file) {
  if (!existsSync(file)) return [];
  const { testResults, checks = [] } = JSON.parse(readFileSync(file, 'utf8'));
  if (!testResults) {
    return checks.flatMap(({ section, sentence, detail, passed }) =>
      passed ? [] : [{ name: `${section}: ${sentence}`, message: cut(detail) }],
    );
  }
  return testResults.flatMap(failuresOfFile);
}

const longestMessage = 1_500;

// A file that breaks down before its tests names itself.
function failuresOfFile({ name: file, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [{ name: file, message: cut(message) }];
  return failed.map(({ fullName, failureMessages }) => ({
    name: `${file}: ${fullName}`,
    message: cut(failureMessages.join('\n')),
  }));
}

const cut = (message) => message.slice(0, longestMessage);

/** The failures as lines for whoever reads only the end of a long run. */
export const writeFailures = (failures) =>
  failures.flatMap(({ suite, name, message }) => [
    `✗ ${suite}: ${name}`,
    ...message.split('\n').map((line) => `    ${line}`),
  ]);
