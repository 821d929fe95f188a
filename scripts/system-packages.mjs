// Programs of the machine that the tests need: a browser, what reads our papers back, the distribution's PostgreSQL.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where each may stand, and the Debian package that brings it. */
const everyTime = [
  {
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    package: 'chromium',
  },
  { paths: ['/usr/bin/pdftoppm'], package: 'poppler-utils' },
  { paths: ['/usr/bin/faketime'], package: 'faketime' },
  { paths: ['/usr/bin/openssl'], package: 'openssl' },
];

/** What only the longer run needs: the web server of the production guide, programs that work on files, servers of mail. */
const longerRun = [
  { paths: ['/usr/sbin/nginx'], package: 'nginx-light' },
  { paths: ['/usr/sbin/clamd'], package: 'clamav-daemon' },
  { paths: ['/usr/bin/gs'], package: 'ghostscript' },
  { paths: ['/usr/bin/qpdf'], package: 'qpdf' },
  // Without windows and without the sheets and slides: 84 MB to fetch, 260 MB on the disk, half a minute.
  { paths: ['/usr/lib/libreoffice/program/soffice.bin'], package: 'libreoffice-writer-nogui' },
  { paths: ['/usr/share/tesseract-ocr/5/tessdata/ron.traineddata'], package: 'tesseract-ocr-ron' },
  { paths: ['/usr/bin/tesseract'], package: 'tesseract-ocr' },
  // Real servers for the mail that comes in, and for the domains of those who send it.
  { paths: ['/usr/sbin/dovecot'], package: 'dovecot-imapd' },
  { paths: ['/usr/sbin/postfix'], package: 'postfix' },
  { paths: ['/usr/sbin/dnsmasq'], package: 'dnsmasq-base' },
];

/** Folder of the programs of the distribution's newest PostgreSQL; undefined when there is none. */
export function findPostgres() {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home)
    ? readdirSync(home).sort((one, other) => Number(one) - Number(other))
    : [];
  const folder = join(home, versions.at(-1) ?? '', 'bin');
  return existsSync(join(folder, 'postgres')) ? folder : undefined;
}

/**
 * Installs what is missing where that is allowed (root on Debian); elsewhere answers with a sentence that says what to
 * install. `all`: what the longer run needs too.
 */
export function bringSystemPackages({ all }) {
  const needed = all ? [...everyTime, ...longerRun] : everyTime;
  const missing = needed.filter(({ paths }) => !paths.some(existsSync)).map((program) => program.package);
  if (all && findPostgres() === undefined) missing.push('postgresql');
  if (missing.length === 0) return undefined;
  const sentence = `Pentru teste lipsesc programe ale sistemului. Instalați pachetele: ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return sentence;
  console.log(`Se instalează: ${missing.join(' ')}`);
  if (missing.includes('postgresql')) refuseCluster();
  const services = ['nginx-light', 'clamav-daemon', 'dovecot-imapd', 'postfix'];
  const startAgain = missing.some((name) => services.includes(name)) ? refuseServices() : () => {};
  const failed = [['update'], ['install', '--yes', '--no-install-recommends', ...missing]].find(
    (words) => !runApt(words),
  );
  startAgain();
  return failed ? sentence : undefined;
}

// Debian's package makes and starts a cluster of its own, unless told before it is installed.
function refuseCluster() {
  const settings = '/etc/postgresql-common/createcluster.conf';
  if (existsSync(settings)) return;
  mkdirSync('/etc/postgresql-common', { recursive: true });
  writeFileSync(settings, 'create_main_cluster = false\n');
}

// A package that brings a service starts it, unless it is told not to (policy-rc.d); ours runs on ports of its own.
function refuseServices() {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => {};
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy);
}

function runApt(words) {
  const done = spawnSync('apt-get', ['-qq', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return done.status === 0;
}
