// Programs of the machine that the tests need: a browser, and what reads our papers back.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where each may stand, and the Debian package that brings it. */
const programs = [
  {
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    package: 'chromium',
  },
  { paths: ['/usr/bin/pdftoppm'], package: 'poppler-utils' },
  { paths: ['/usr/bin/faketime'], package: 'faketime' },
];

/**
 * Installs what is missing where that is allowed (root on Debian); elsewhere answers with a sentence that says what to
 * install.
 */
export function bringSystemPackages() {
  const missing = programs.filter(({ paths }) => !paths.some(existsSync)).map((program) => program.package);
  if (missing.length === 0) return undefined;
  const sentence = `Pentru teste lipsesc programe ale sistemului. Instalați pachetele: ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return sentence;
  console.log(`Se instalează: ${missing.join(' ')}`);
  const failed = [['update'], ['install', '--yes', '--no-install-recommends', ...missing]].find(
    (words) => !runApt(words),
  );
  return failed ? sentence : undefined;
}

function runApt(words) {
  const done = spawnSync('apt-get', ['-qq', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return done.status === 0;
}
