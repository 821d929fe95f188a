import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { z } from 'zod';
import { syncFolder } from '../files/durable-folder.ts';
import { OperatorError } from '../operator-error.ts';
import { type ArchiveFolder, claimArchive, copyName } from './archive-folder.ts';
import { backupText } from './backup-texts.ts';
import { readCopy } from './copy-query.ts';
import { formatLsn, identifySystem, openReplication, readSegmentSize } from './replication.ts';

/** What a physical copy says of itself. `sha256` and `bytes` are of the compressed file as it lies. */
export const BaseCopy = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** When it was whole: it goes back to no moment before. Copies of earlier releases do not say. */
  endedAt: z.iso.datetime().optional(),
  serverVersion: z.number().int(),
  systemId: z.string(),
  timeline: z.number().int(),
  /** Where the log stood when it began. */
  lsn: z.string(),
  segmentSize: z.number().int(),
  sha256: z.string(),
  bytes: z.number().int(),
});
export type BaseCopy = z.infer<typeof BaseCopy>;

/** Files of one physical copy. */
export const baseFiles = {
  data: 'base.tar.gz',
  manifest: 'backup_manifest',
  description: 'copy.json',
} as const;

/**
 * Copies the whole cluster through the replication protocol, with the log that it needs to stand by itself. It appears
 * in the archive whole or not at all. The role at `url` has REPLICATION. Works on our server and on the institution's.
 */
export async function makeBaseCopy(url: string, archive: ArchiveFolder, at: Date): Promise<BaseCopy> {
  const client = await openReplication(url, 'opis copy');
  const draft = join(archive.base, `.${copyName(at)}.new`);
  const began = performance.now();
  try {
    const place = await identifySystem(client);
    await claimArchive(archive, place.systemId);
    const segmentSize = await readSegmentSize(client);
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    const written = await receiveBase(client, draft);
    const copy: BaseCopy = {
      format: 1,
      createdAt: at.toISOString(),
      endedAt: new Date(at.getTime() + Math.ceil(performance.now() - began)).toISOString(),
      serverVersion: await readMajorVersion(client),
      systemId: place.systemId,
      timeline: place.timeline,
      lsn: formatLsn(place.lsn),
      segmentSize,
      ...written,
    };
    await writeFile(join(draft, baseFiles.description), `${JSON.stringify(copy, undefined, 2)}\n`, {
      flush: true,
    });
    await syncFolder(draft);
    await rename(draft, join(archive.base, copyName(at)));
    await syncFolder(archive.base);
    return copy;
  } finally {
    await client.end().catch(() => {});
    await rm(draft, { recursive: true, force: true });
  }
}

/** Reads what a physical copy says of itself. Throws `OperatorError`. */
export async function readBaseCopy(folder: string): Promise<BaseCopy> {
  try {
    return BaseCopy.parse(JSON.parse(await readFile(join(folder, baseFiles.description), 'utf8')));
  } catch (error) {
    throw new OperatorError(backupText('copy.unreadable', { folder }), { cause: error });
  }
}

async function readMajorVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  return Number.parseInt(rows[0]?.server_version ?? '', 10);
}

const command = `BASE_BACKUP (LABEL 'opis', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`;

// Since PostgreSQL 15 one stream carries all parts, each message with a letter before it.
const [newArchive, manifestBegins, data] = ['n', 'm', 'd'].map((letter) => letter.charCodeAt(0));

async function receiveBase(client: pg.Client, folder: string): Promise<{ sha256: string; bytes: number }> {
  const tar = openCompressed(join(folder, baseFiles.data));
  const manifest = createWriteStream(join(folder, baseFiles.manifest), { flush: true });
  let archives = 0;
  let target: NodeJS.WritableStream = tar.input;
  for await (const message of readCopy(client, command).messages) {
    const kind = message[0];
    if (kind === newArchive) archives++;
    // A second archive is a tablespace, which lies elsewhere on the disk.
    if (archives > 1) throw new OperatorError(backupText('base.tablespaces'));
    if (kind === manifestBegins) target = manifest;
    if (kind === data && !target.write(message.subarray(1))) await once(target, 'drain');
  }
  manifest.end();
  await finished(manifest);
  return tar.close();
}

function openCompressed(file: string) {
  const input = new PassThrough();
  const hash = createHash('sha256');
  let bytes = 0;
  const done = pipeline(
    input,
    createGzip({ level: 3 }),
    async function* measure(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(file, { flush: true, mode: 0o600 }),
  );
  // Awaited at the end; a full disk must not end the process before.
  done.catch((error: Error) => input.destroy(error));
  return {
    input,
    close: async () => {
      input.end();
      await done;
      return { sha256: hash.digest('hex'), bytes };
    },
  };
}
