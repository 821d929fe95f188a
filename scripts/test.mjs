// npm test: everything that says whether the product is right; npm run test:all: what takes longer. The last line is
// the sum of what the runners themselves reported: N passed, M failed.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { install } from './install.mjs';
import { findNode24, root } from './node24.mjs';
import { prepareProgram } from './prepare.mjs';
import { bringSystemPackages, findPostgres } from './system-packages.mjs';
import { readFailures, readReport, writeFailures } from './test-report.mjs';

const reports = join(root, '.cache', 'reports');

/** A vitest project; its report goes to a file of its own. */
const project = (name, minutes) => ({
  name,
  minutes,
  environment: () => ({}),
  command: (report) => [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ],
});

/** A program of ours, which writes { passed, failed } to the file after --json. */
const program = (name, file, words, minutes) => ({
  name,
  minutes,
  environment: () => ({}),
  command: (report) => [join(root, file), ...words, '--json', report],
});

const everyTime = [
  project('pure', 5),
  project('server', 20),
  project('console', 10),
  project('journeys', 20),
  program('drill', 'e2e/drill/drill.ts', ['--rounds', '3', '--only', 'kills'], 5),
];

const longer = [
  project('server-long', 15),
  project('journeys-long', 30),
  {
    ...project('server', 25),
    name: 'server, on the distribution’s PostgreSQL',
    environment: () => ({ TEST_POSTGRES_BIN: findPostgres() }),
  },
  program('drill, all rounds', 'e2e/drill/drill.ts', ['--rounds', '30'], 45),
];

const all = process.argv.includes('--all');
install();
const results = await runEverything(all ? longer : everyTime);
const passed = sum(results, 'passed');
const failed = sum(results, 'failed');
const failures = results.flatMap((result) =>
  (result.failures ?? []).map((failure) => ({ suite: result.name, ...failure })),
);
writeFileSync(
  join(reports, all ? 'total-all.json' : 'total.json'),
  JSON.stringify({ passed, failed, failures }),
);
console.log(['', ...writeFailures(failures)].join('\n'));
for (const result of results) {
  const remark = result.remark ? ` (${result.remark})` : '';
  console.log(
    `${result.name}: ${result.passed} passed, ${result.failed} failed${remark}, ${result.seconds} s`,
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runEverything(suites) {
  // .ci/run adds both totals up: the longer run leaves what the first reported.
  if (!all) rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const checks = all ? [] : [await timed('checks', runChecks)];
  const ready = await timed('preparation', prepare);
  if (ready.failed > 0) return [...checks, ready];
  const done = [];
  for (const suite of suites) done.push(await timed(suite.name, () => runSuite(suite)));
  return [...checks, ...done];
}

async function prepare() {
  const lacking = bringSystemPackages({ all });
  if (lacking) return { passed: 0, failed: 1, remark: lacking };
  try {
    prepareProgram('serve');
    return { passed: 0, failed: 0 };
  } catch (error) {
    return { passed: 0, failed: 1, remark: error.message };
  }
}

async function runSuite({ name, command, environment, minutes }) {
  console.log(`\n— ${name}`);
  const report = join(reports, `${name.replace(/\W+/g, '-')}.json`);
  // In a group of its own, so that a suite that hangs takes its children with it.
  const child = spawn(findNode24(), command(report), {
    cwd: root,
    env: { ...withoutSettings(process.env), ...environment() },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), minutes * 60_000);
  const stop = () => process.kill(-child.pid, 'SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  const code = await new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
  clearTimeout(timer);
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
  return { ...readReport(report, code), failures: readFailures(report) };
}

async function timed(name, work) {
  const started = performance.now();
  const result = await work();
  return { name, ...result, seconds: ((performance.now() - started) / 1000).toFixed(0) };
}

// The settings of whoever runs the tests are not the tests'.
function withoutSettings(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(OPIS_|DATABASE_)|^(PORT|HOST)$/.test(name)),
  );
}

function sum(list, key) {
  return list.reduce((total, each) => total + each[key], 0);
}
