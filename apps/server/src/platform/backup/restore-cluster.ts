import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { syncFolder } from '../files/durable-folder.ts';
import { OperatorError } from '../operator-error.ts';
import type { ClusterFolders } from '../postgres/cluster-folders.ts';
import { findFreePort } from '../postgres/launch-server.ts';
import { postmasterFile } from '../postgres/postmaster-file.ts';
import { describeBinaries, findEmbeddedBinaries, type ServerBinaries } from '../postgres/server-binaries.ts';
import { openSecrets, type ServerSecrets, serverRoles } from '../postgres/server-secrets.ts';
import { defaultSettings, toArguments } from '../postgres/server-settings.ts';
import { chooseServerUser, type ServerUser } from '../postgres/server-user.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import { backupText } from './backup-texts.ts';
import {
  type FoundCopy,
  findNewestBase,
  layCluster,
  putAsideAfter,
  recoverySettings,
  showMoment,
} from './lay-cluster.ts';

/**
 * Puts the cluster of an empty data folder back from the archive, recovered to the last byte of the log, or to the last
 * commit at or before `to`, with new passwords (the old ones are in no copy). It appears whole or not at all; the
 * ordinary start takes it from there.
 */
export async function restoreCluster(
  archive: ArchiveFolder,
  folders: ClusterFolders,
  to?: Date,
): Promise<FoundCopy> {
  if (existsSync(folders.cluster))
    throw new OperatorError(backupText('restore.not-empty', { folder: folders.dataDir }));
  const copy = await findNewestBase(archive, to);
  const binaries = requireBinaries(copy);
  const user = chooseServerUser(folders.cluster);
  const secrets = openSecrets(folders.secretsFile, folders.cluster);
  const draft = `${folders.cluster}.restoring`;
  await layCluster(archive, copy, { folder: draft, owner: user.ids, to });
  await recover(draft, { binaries, user, secrets }).catch((error: unknown) => {
    const isShort = error instanceof Error && /before configured recovery target/.test(error.message);
    if (!isShort || to === undefined) throw error;
    throw new OperatorError(backupText('restore.not-that-far', { to: showMoment(to) }), { cause: error });
  });
  await rename(draft, folders.cluster);
  await syncFolder(dirname(folders.cluster));
  if (to !== undefined) await putAsideAfter(archive, to);
  return copy;
}

/** A PostgreSQL on this machine that reads clusters of this major version: ours, or the distribution's. */
export function findBinaries(major: number): ServerBinaries | undefined {
  const own = findEmbeddedBinaries();
  if (own.major === major) return own;
  const folder = join('/usr/lib/postgresql', String(major), 'bin');
  return existsSync(join(folder, 'postgres')) ? describeBinaries(folder) : undefined;
}

function requireBinaries(copy: FoundCopy): ServerBinaries {
  const binaries = findBinaries(copy.serverVersion);
  if (binaries) return binaries;
  throw new OperatorError(backupText('restore.other-version', { version: String(copy.serverVersion) }));
}

type Recovery = { binaries: ServerBinaries; user: ServerUser; secrets: ServerSecrets };

async function recover(folder: string, recovery: Recovery) {
  const port = await findFreePort();
  const settings = toArguments({ ...defaultSettings(), ...recoverySettings, hot_standby: 'off' });
  // On a port that nobody was told, under passwords that nobody knows any more: only the log is gone through.
  const server = startPostgres(['-p', String(port), ...settings], folder, recovery);
  while (!server.ended() && !isReady(folder)) await sleep(50);
  server.child.kill('SIGINT');
  await server.finish();
  const alone = startPostgres(['--single', ...toArguments(defaultSettings()), 'postgres'], folder, recovery);
  alone.child.stdin.end(serverRoles.map((role) => `${setPassword(role, recovery.secrets[role])}\n`).join(''));
  await alone.finish();
}

function startPostgres(words: readonly string[], folder: string, { binaries, user }: Recovery) {
  const [mode, ...rest] = words[0] === '--single' ? words : ['', ...words];
  const all = [...(mode ? [mode] : []), '-D', folder, ...rest];
  const child = spawn(join(binaries.folder, 'postgres'), all, {
    ...user.ids,
    cwd: folder,
    // It calls nothing but the shell's own `false`, and must read none of our settings.
    env: {},
    stdio: ['pipe', 'ignore', 'pipe'],
    // Ctrl-C in the middle must not tear it: the draft is thrown away at the next try.
    detached: true,
  });
  child.stdin.on('error', () => {});
  const said = text(child.stderr);
  const code = new Promise<number | null>((resolve, reject) => child.on('exit', resolve).on('error', reject));
  const finish = async () => {
    const [complaint, result] = await Promise.all([said, code]);
    if (result === 0) return;
    const reason = complaint.trim().split('\n').slice(-5).join('\n');
    throw new OperatorError(backupText('restore.not-recovered', { reason }));
  };
  return { child, ended: () => child.exitCode !== null || child.signalCode !== null, finish };
}

// PostgreSQL writes down where it stands: the last line says `ready` when the log is through.
function isReady(folder: string): boolean {
  try {
    return readFileSync(postmasterFile(folder), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

// One line each: this mode reads a statement a line. Passwords are hexadecimal.
const setPassword = (role: string, password: string) =>
  `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN ALTER ROLE ${role} PASSWORD '${password}'; END IF; END $$`;
