// npm run check: format and lint, types, architecture, dead code. Each that fails, fails; under a minute on 2 cores.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { findNode24, root } from './node24.mjs';

const modules = join(root, 'node_modules');

const checks = [
  {
    name: 'format and lint',
    command: [
      '@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      '--max-diagnostics=50',
      '--colors=off',
    ],
  },
  { name: 'types', command: ['typescript-native/bin/tsc', '-p', '.'] },
  {
    name: 'architecture',
    command: [
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'packages',
    ],
  },
  { name: 'dead code', command: ['knip/bin/knip.js', '--no-progress'] },
];

/** Runs all checks, prints what each that fails has to say, and resolves with how many passed and failed. */
export async function runChecks() {
  const results = await Promise.all(checks.map(runCheck));
  for (const { name, ok, seconds, output } of results) {
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
    if (!ok) console.log(output);
  }
  const failures = results.flatMap(({ name, ok, output }) => (ok ? [] : [{ name, message: output }]));
  return { passed: results.length - failures.length, failed: failures.length, failures };
}

async function runCheck({ name, command: [program, ...options] }) {
  const started = performance.now();
  const child = spawn(findNode24(), [join(modules, program), ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return { name, ok: code === 0, seconds, output: `${out}${errors}`.trim() };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  install();
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
