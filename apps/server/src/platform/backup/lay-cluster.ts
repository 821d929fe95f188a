import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import {
  appendFile,
  chmod,
  copyFile,
  lchown,
  mkdir,
  readdir,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { OperatorError } from '../operator-error.ts';
import { type ArchiveFolder, copyName, listCopies } from './archive-folder.ts';
import { backupText } from './backup-texts.ts';
import { type BaseCopy, baseFiles, readBaseCopy } from './base-copy.ts';
import { parseLsn, segmentStart } from './replication.ts';
import { listSegments } from './wal-files.ts';

/** A physical copy in the archive, with its folder. */
export type FoundCopy = BaseCopy & { folder: string };

/** Who the files of the cluster shall belong to; undefined: whoever lays them. */
export type Owner = { uid: number; gid: number } | undefined;

/** The newest physical copy, of those that were whole before `to`; throws `OperatorError` when there is none. */
export async function findNewestBase(archive: ArchiveFolder, to?: Date): Promise<FoundCopy> {
  for (const name of (await listCopies(archive.base)).toReversed()) {
    const folder = join(archive.base, name);
    const copy = { ...(await readBaseCopy(folder)), folder };
    if (to === undefined || Date.parse(copy.endedAt ?? copy.createdAt) < to.getTime()) return copy;
  }
  if (to === undefined) throw new OperatorError(backupText('archive.no-base', { folder: archive.root }));
  throw new OperatorError(backupText('archive.no-base-before', { folder: archive.root, to: showMoment(to) }));
}

/**
 * Copies made after the moment to which the house went back are of a time that did not happen: they stay, under a name
 * that no restore takes.
 */
export async function putAsideAfter(archive: ArchiveFolder, to: Date): Promise<void> {
  for (const name of await listCopies(archive.base)) {
    const folder = join(archive.base, name);
    if (Date.parse((await readBaseCopy(folder)).createdAt) > to.getTime()) await putAside(folder);
  }
  for (const name of await listCopies(archive.logical))
    if (name >= copyName(to)) await putAside(join(archive.logical, name));
}

const putAside = (folder: string) => rename(folder, `${folder}.lăsată`);

/** A moment as PostgreSQL and people read it. */
export const showMoment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '+00');

/**
 * Lays a cluster's folder from a physical copy and all the log that the archive has after it. Every byte is checked:
 * the copy as a whole, and each file in it against what the database itself said. The next start recovers to the last.
 */
export async function layCluster(
  archive: ArchiveFolder,
  copy: FoundCopy,
  target: { folder: string; owner: Owner; to?: Date | undefined },
): Promise<void> {
  await rm(target.folder, { recursive: true, force: true });
  await mkdir(target.folder, { recursive: true, mode: 0o700 });
  await extract(copy, target.folder);
  await checkFiles(copy, target.folder);
  await bringLog(archive, copy, join(target.folder, 'pg_wal'));
  // Recovery ends on a timeline of its own: what the lost server may still write can never be taken for ours.
  await writeFile(join(target.folder, 'recovery.signal'), '');
  // Read at the first start, whoever makes it; without the file beside it PostgreSQL passes over them.
  const settings = Object.entries(recoveryTarget(target.to)).map(([name, value]) => `${name} = '${value}'\n`);
  await appendFile(join(target.folder, 'postgresql.auto.conf'), settings.join(''));
  await give(target.folder, target.owner);
  await chmod(target.folder, 0o700);
}

/** What the first start needs besides `recovery.signal`: all the log is there already. */
export const recoverySettings = { restore_command: 'false', recovery_target_timeline: 'latest' } as const;

/** Up to which moment the log is gone through; everything when none is named. */
const recoveryTarget = (to: Date | undefined): Record<string, string> =>
  to === undefined ? {} : { recovery_target_time: showMoment(to), recovery_target_action: 'promote' };

async function extract(copy: FoundCopy, folder: string) {
  const file = join(copy.folder, baseFiles.data);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== copy.sha256) throw new OperatorError(backupText('copy.damaged', { file }));
  const child = spawn(
    'tar',
    ['--extract', '--gzip', '--no-same-owner', '--file', file, '--directory', folder],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const [complaint, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.on('exit', resolve).on('error', reject)),
  ]);
  if (code !== 0)
    throw new OperatorError(backupText('restore.no-space', { folder, reason: complaint.trim() }));
}

const Manifest = z.object({
  Files: z.array(
    z.object({
      Path: z.string().optional(),
      'Encoded-Path': z.string().optional(),
      Size: z.number(),
      Checksum: z.string(),
    }),
  ),
});

async function checkFiles(copy: FoundCopy, folder: string) {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(copy.folder, baseFiles.manifest), 'utf8')));
  for (const { Path, 'Encoded-Path': encoded, Checksum } of manifest.Files) {
    const path = join(folder, Path ?? Buffer.from(encoded ?? '', 'hex').toString('utf8'));
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== Checksum) throw new OperatorError(backupText('copy.damaged', { file: path }));
  }
}

async function bringLog(archive: ArchiveFolder, copy: FoundCopy, folder: string) {
  const segments = await listSegments(archive.wal);
  const { segmentSize } = copy;
  const from = parseLsn(copy.lsn) - BigInt(segmentSize);
  for (const { segment, file, state } of segments) {
    const target = join(folder, segment);
    // What came with the copy is whole.
    if (segmentStart(segment, segmentSize) < from || existsSync(target)) continue;
    if (state === 'compressed')
      await pipeline(createReadStream(file), createGunzip(), createWriteStream(target));
    else await copyFile(file, target);
    await truncate(target, segmentSize);
  }
  for (const name of await readdir(archive.wal))
    if (name.endsWith('.history')) await copyFile(join(archive.wal, name), join(folder, name));
}

async function give(folder: string, owner: Owner) {
  if (owner === undefined) return;
  await lchown(folder, owner.uid, owner.gid);
  for (const entry of await readdir(folder, { recursive: true }))
    await lchown(join(folder, entry), owner.uid, owner.gid);
}
