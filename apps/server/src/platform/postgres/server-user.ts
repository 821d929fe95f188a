import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';

/** The system user PostgreSQL runs as. `ids` is undefined when it is the user who started the program. */
export type ServerUser = { name: string; ids: { uid: number; gid: number } | undefined };

/**
 * PostgreSQL refuses to run as root: there it runs as whoever owns the cluster already, else as the system user
 * `postgres`, which is made when it is missing. An ordinary user runs it as themselves.
 */
export function chooseServerUser(clusterFolder: string): ServerUser {
  const uid = process.getuid?.();
  const owner = ownerOf(clusterFolder);
  if (uid !== 0) {
    if (owner && owner.uid !== uid) {
      throw new OperatorError(startText('postgres.foreign-owner', { folder: clusterFolder }));
    }
    return { name: String(uid), ids: undefined };
  }
  if (owner && owner.uid !== 0) return { name: nameOf(owner.uid), ids: owner };
  return { name: systemUser, ids: findSystemUser() ?? createSystemUser() };
}

/** The first folder on the way to `path` that the user cannot enter; undefined when the way is open. */
export function findClosedFolder(path: string, user: ServerUser): string | undefined {
  return ancestors(path).find((folder) => !mayEnter(folder, user));
}

const systemUser = 'postgres';

function ownerOf(folder: string) {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats && { uid: stats.uid, gid: stats.gid };
}

function findSystemUser() {
  const [uid, gid] = ['-u', '-g'].map((flag) => run('id', [flag, systemUser]));
  return uid?.status === 0 && gid?.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : undefined;
}

function createSystemUser() {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const made = run('useradd', [...options, '--shell', '/usr/sbin/nologin', systemUser]);
  const ids = findSystemUser();
  if (ids) return ids;
  const reason = (made.error?.message ?? made.stderr).trim();
  throw new OperatorError(startText('postgres.no-user', { reason }));
}

function nameOf(uid: number): string {
  const answer = run('id', ['-un', String(uid)]);
  return answer.status === 0 ? answer.stdout.trim() : String(uid);
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}

// Asked of the system itself, as that user: mode bits alone would miss access lists and groups.
function mayEnter(path: string, user: ServerUser): boolean {
  return run('test', ['-x', path], { ...user.ids, cwd: '/' }).status === 0;
}

function run(command: string, args: string[], options: { uid?: number; gid?: number; cwd?: string } = {}) {
  return spawnSync(command, args, { ...options, encoding: 'utf8' });
}
