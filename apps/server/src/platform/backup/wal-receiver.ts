import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type ArchiveFolder, claimArchive } from './archive-folder.ts';
import { type CopyOut, readCopy } from './copy-query.ts';
import { formatLsn, identifySystem, openReplication, parseLsn, readSegmentSize } from './replication.ts';
import { compressSegment, findEnd, listSegments, WalWriter } from './wal-files.ts';

/** The server keeps its log for this reader, up to `max_slot_wal_keep_size`. Only one process at a time reads it. */
export const archiveSlot = 'opis_archive';

/** What the reader of the log says of itself while it runs. */
export type Receiving = {
  /** Aborted when the process stops. */
  signal: AbortSignal;
  /** Everything up to here is on the archive's disk. */
  onFlushed(lsn: string): void;
  /** The log begins anew (a first start, a restored or promoted server, a lost place): a base copy is due. */
  onNewBeginning(): void;
};

const statusEveryMs = 500;

/**
 * Writes the server's log into the archive as it is made, until the connection breaks (throws) or `signal` is aborted.
 * Another process that reads it already is error 55006, object in use.
 */
export async function receiveWal(url: string, archive: ArchiveFolder, receiving: Receiving): Promise<void> {
  const client = await openReplication(url, 'opis archive');
  const stop = () => void client.end().catch(() => {});
  receiving.signal.addEventListener('abort', stop);
  try {
    const { writer, stream } = await startReading(client, archive, receiving);
    try {
      await writeAll(stream, writer, receiving);
    } finally {
      await writer.flush().catch(() => {});
      await writer.close();
    }
  } finally {
    receiving.signal.removeEventListener('abort', stop);
    await client.end().catch(() => {});
  }
}

async function startReading(client: pg.Client, archive: ArchiveFolder, receiving: Receiving) {
  const { systemId, timeline } = await identifySystem(client);
  await claimArchive(archive, systemId);
  const segmentSize = await readSegmentSize(client);
  await finishInterrupted(archive.wal);
  const switchedAt = await keepHistory(client, archive.wal, timeline);
  const kept = await findEnd(archive.wal, timeline, segmentSize);
  const reserved = await reserve(client, { keep: kept !== undefined });
  if (kept === undefined) receiving.onNewBeginning();
  const begin = switchedAt > reserved ? switchedAt : reserved;
  const start = kept ?? begin - (begin % BigInt(segmentSize));
  const command = `START_REPLICATION SLOT ${archiveSlot} PHYSICAL ${formatLsn(start)} TIMELINE ${timeline}`;
  const writer = new WalWriter(archive.wal, { timeline, segmentSize, start });
  return { writer, stream: readCopy(client, command) };
}

// A process that ended between the last byte of a file and its compression.
async function finishInterrupted(folder: string) {
  for (const { file, state } of await listSegments(folder))
    if (state === 'whole') await compressSegment(file);
}

// Which timeline grew out of which, and where: a restore has to follow it. The first has no history.
async function keepHistory(client: pg.Client, folder: string, timeline: number): Promise<bigint> {
  if (timeline === 1) return 0n;
  const { rows } = await client.query<{ filename: string; content: string | Buffer }>(
    `TIMELINE_HISTORY ${timeline}`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the server has no history of its timeline');
  const content = row.content.toString();
  await writeFile(join(folder, row.filename), content, { flush: true });
  const [, place] = content.trim().split('\n').at(-1)?.split('\t') ?? [];
  return place === undefined ? 0n : parseLsn(place);
}

async function reserve(client: pg.Client, { keep }: { keep: boolean }): Promise<bigint> {
  const found = await readSlot(client);
  // Kept since another beginning, it would only hold back log that nobody reads.
  if (found !== undefined && (keep || found.place !== null)) return parseLsn(found.place ?? '0/0');
  if (found === undefined) await client.query(`CREATE_REPLICATION_SLOT ${archiveSlot} PHYSICAL RESERVE_WAL`);
  const made = await readSlot(client);
  return parseLsn(made?.place ?? '0/0');
}

async function readSlot(client: pg.Client): Promise<{ place: string | null } | undefined> {
  const { rows } = await client.query<{ slot_type: string | null; restart_lsn: string | null }>(
    `READ_REPLICATION_SLOT ${archiveSlot}`,
  );
  const row = rows[0];
  return row && row.slot_type !== null ? { place: row.restart_lsn } : undefined;
}

const [logData, keepAlive] = ['w', 'k'].map((letter) => letter.charCodeAt(0));

async function writeAll(stream: CopyOut, writer: WalWriter, { onFlushed }: Receiving) {
  const settle = async () => {
    await writer.flush();
    stream.send(toStatus(writer.flushed));
    onFlushed(formatLsn(writer.flushed));
  };
  // While nothing comes the server still has to hear that we live, and what came last has to reach the disk.
  let settling = settle();
  const timer = setInterval(() => {
    settling = settling.then(settle).catch((error: Error) => stream.fail(error));
  }, statusEveryMs);
  try {
    for await (const message of stream.messages) {
      if (message[0] === logData) await writer.write(message.readBigUInt64BE(1), message.subarray(25));
      if (message[0] === keepAlive && message[17] === 1) stream.send(toStatus(writer.flushed));
    }
  } finally {
    clearInterval(timer);
    await settling.catch(() => {});
  }
}

/** The protocol's standby status update: written, flushed, applied; its clock, counted from 2000, is read by nobody. */
function toStatus(flushed: bigint): Buffer {
  const message = Buffer.alloc(34);
  message.write('r');
  for (const offset of [1, 9, 17]) message.writeBigUInt64BE(flushed, offset);
  return message;
}
