import { createReadStream, createWriteStream } from 'node:fs';
import { access, type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { syncFolder } from '../files/durable-folder.ts';
import { parseLsn, segmentName, segmentStart } from './replication.ts';

const segmentForm = /^[0-9A-F]{24}(?<state>\.partial|\.gz)?$/;

/** A file of the log in the archive: still growing, whole, or whole and compressed. */
export type ArchivedSegment = { segment: string; file: string; state: 'growing' | 'whole' | 'compressed' };

/** The files of the log in a folder, oldest first by timeline and place. */
export async function listSegments(folder: string): Promise<ArchivedSegment[]> {
  const names = await readdir(folder);
  return names
    .flatMap((file) => {
      const state = segmentForm.exec(file)?.groups?.state;
      if (!segmentForm.test(file)) return [];
      const kept = state === '.partial' ? 'growing' : state === '.gz' ? 'compressed' : 'whole';
      return [{ segment: file.slice(0, 24), file: join(folder, file), state: kept } as const];
    })
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** Where an archive's log goes on for a timeline; undefined when it has none of it yet. */
export async function findEnd(
  folder: string,
  timeline: number,
  segmentSize: number,
): Promise<bigint | undefined> {
  const prefix = segmentName(timeline, 0n, segmentSize).slice(0, 8);
  const last = (await listSegments(folder)).filter(({ segment }) => segment.startsWith(prefix)).at(-1);
  if (last === undefined) return undefined;
  const start = segmentStart(last.segment, segmentSize);
  return last.state === 'growing' ? start : start + BigInt(segmentSize);
}

/** Writes the log as it comes, file by file; every file is compressed when it is whole. */
export class WalWriter {
  readonly #folder: string;
  readonly #timeline: number;
  readonly #segmentSize: number;
  #current: { name: string; handle: FileHandle } | undefined;
  /** Up to here everything is on the archive's disk. */
  flushed: bigint;
  #written: bigint;

  constructor(folder: string, place: { timeline: number; segmentSize: number; start: bigint }) {
    this.#folder = folder;
    this.#timeline = place.timeline;
    this.#segmentSize = place.segmentSize;
    this.flushed = place.start;
    this.#written = place.start;
  }

  async write(lsn: bigint, bytes: Buffer): Promise<void> {
    let [at, left] = [lsn, bytes];
    while (left.length > 0) {
      const offset = Number(at % BigInt(this.#segmentSize));
      const part = left.subarray(0, this.#segmentSize - offset);
      const { handle } = await this.#open(at);
      await handle.write(part, 0, part.length, offset);
      at += BigInt(part.length);
      left = left.subarray(part.length);
      this.#written = at;
      if (offset + part.length === this.#segmentSize) await this.#complete();
    }
  }

  /** Makes what was written durable. */
  async flush(): Promise<void> {
    // A disk that was taken away takes what is written to an open file, and keeps none of it.
    if (this.#current) await access(join(this.#folder, `${this.#current.name}.partial`));
    if (this.flushed === this.#written) return;
    await this.#current?.handle.datasync();
    this.flushed = this.#written;
  }

  async close(): Promise<void> {
    await this.#current?.handle.close();
    this.#current = undefined;
  }

  async #open(lsn: bigint) {
    const name = segmentName(this.#timeline, lsn, this.#segmentSize);
    if (this.#current?.name === name) return this.#current;
    await this.close();
    // What is there already is written again, with the same bytes: never cut short, so that nothing is lost meanwhile.
    const file = join(this.#folder, `${name}.partial`);
    const handle = await open(file, 'r+').catch(() => open(file, 'w+', 0o600));
    this.#current = { name, handle };
    return this.#current;
  }

  async #complete() {
    const done = this.#current;
    if (done === undefined) return;
    await this.flush();
    await this.close();
    const whole = join(this.#folder, done.name);
    await rename(`${whole}.partial`, whole);
    await syncFolder(this.#folder);
    await compressSegment(whole);
  }
}

/** Replaces a whole file of the log by its compressed form. */
export async function compressSegment(whole: string): Promise<void> {
  const draft = `${whole}.gz.new`;
  const target = createWriteStream(draft, { flush: true, mode: 0o600 });
  await pipeline(createReadStream(whole), createGzip({ level: 3 }), target);
  await rename(draft, `${whole}.gz`);
  await rm(whole);
}

/** Removes the files of the log that no copy needs any more: those that end before the oldest one began. */
export async function removeLogBefore(
  folder: string,
  oldest: { lsn: string; segmentSize: number },
): Promise<void> {
  const whole = (await listSegments(folder)).filter(({ state }) => state === 'compressed');
  for (const { segment, file } of whole) {
    const end = segmentStart(segment, oldest.segmentSize) + BigInt(oldest.segmentSize);
    if (end <= parseLsn(oldest.lsn)) await rm(file);
  }
}
