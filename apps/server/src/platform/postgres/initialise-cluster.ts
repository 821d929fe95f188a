import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { syncFolder } from '../crypto/secret-file.ts';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';
import type { RunningPlan } from './running-plan.ts';

/** Makes the cluster when there is none yet; throws when the one that is there was written by another version. */
export async function initialiseCluster(plan: RunningPlan): Promise<void> {
  if (existsSync(plan.folder)) return checkVersion(plan);
  // Made aside and moved into place, so that a start killed in the middle leaves nothing that looks like a cluster.
  const workshop = `${plan.folder}.new`;
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { mode: 0o700 });
  const passwordFile = join(workshop, 'password');
  writeFileSync(passwordFile, plan.password, { mode: 0o600 });
  for (const path of plan.user.ids ? [workshop, passwordFile] : []) {
    chownSync(path, plan.user.ids?.uid ?? -1, plan.user.ids?.gid ?? -1);
  }
  await runInitdb(plan, join(workshop, 'cluster'), passwordFile);
  renameSync(join(workshop, 'cluster'), plan.folder);
  syncFolder(dirname(plan.folder));
  rmSync(workshop, { recursive: true, force: true });
}

async function runInitdb(plan: RunningPlan, folder: string, passwordFile: string) {
  const child = spawn(join(plan.binaries.folder, 'initdb'), initdbOptions(plan, folder, passwordFile), {
    ...plan.user.ids,
    cwd: '/',
    env: plan.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C in the middle must not tear it: the draft folder is thrown away at the next start.
    detached: true,
  });
  const [complaint, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.on('exit', resolve).on('error', reject)),
  ]);
  if (code === 0) return;
  const reason = complaint.trim() || `initdb ${code}`;
  throw new OperatorError(startText('postgres.init-failed', { folder: plan.folder, reason }));
}

// Text is compared by code point, the same on every machine and after every upgrade; what people read sorted is
// sorted by an explicit COLLATE "ro-x-icu". PostgreSQL before 17 has no provider of its own and asks the C library.
function initdbOptions(plan: RunningPlan, folder: string, passwordFile: string): string[] {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return [
    ...['--pgdata', folder, '--username', 'postgres', '--pwfile', passwordFile],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--data-checksums', '--locale', locale],
    ...(plan.binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
    ...(plan.settings.fsync === 'off' ? ['--no-sync'] : []),
  ];
}

async function checkVersion(plan: RunningPlan) {
  const found = (await readFile(join(plan.folder, 'PG_VERSION'), 'utf8')).trim();
  const expected = plan.binaries.major;
  if (found === String(expected)) return;
  throw new OperatorError(startText('postgres.wrong-version', { folder: plan.folder, found, expected }));
}
