import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { AppError, type HistoryEncoding } from '@opis/contracts';
import { CsvError, parse } from 'csv-parse';

export type Delimiter = ';' | ',' | '\t';

/** How a file is written; `hash` is of its bytes. */
export type FileFormat = { encoding: HistoryEncoding; delimiter: Delimiter; hash: Buffer };

/** A line that could not be read at all. */
export class BrokenLine extends Error {
  readonly line: number;
  constructor(line: number, cause: unknown) {
    super('a line of the file cannot be read', { cause });
    this.line = line;
  }
}

/**
 * Finds out how a file is written, in one pass that keeps nothing: UTF-8 when all of it is, else Windows-1250, as old
 * programs wrote; the sign that parts the columns from the first line. Throws validation for what is no text.
 */
export async function describeFile(path: string, asked: HistoryEncoding | undefined): Promise<FileFormat> {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let [isUtf8, head] = [true, Buffer.alloc(0)];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (chunk.includes(0)) throw new AppError('validation', 'history.not-text');
    if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
    isUtf8 &&= decodes(utf8, chunk);
  }
  isUtf8 &&= decodes(utf8);
  const encoding = asked ?? (isUtf8 ? 'utf-8' : 'windows-1250');
  const delimiter = findDelimiter(new TextDecoder(encoding).decode(head));
  return { encoding, delimiter, hash: hash.digest() };
}

const headBytes = 64 * 1024;

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

// Only the header decides: a text in the rows may hold any of the three signs.
function findDelimiter(head: string): Delimiter {
  const header = head.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (sign: Delimiter) => bare.split(sign).length - 1;
  return (['\t', ';', ','] as const).toSorted((one, other) => count(other) - count(one))[0] ?? ';';
}

/** The records of a file with their lines, one at a time; the first is the header. Throws `BrokenLine`. */
export async function* readRecords(
  path: string,
  { encoding, delimiter }: FileFormat,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const decoded = Readable.from(decode(path, encoding));
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  decoded.on('error', (error) => parser.destroy(error));
  try {
    let before = 0;
    for await (const { info, record } of decoded.pipe(parser) as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      // A record may run over several lines: it is named by the first of them.
      const line = Math.max(before + 1, info.lines - record.join('').split('\n').length + 1);
      before = info.lines;
      yield { line, cells: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new BrokenLine(Number(error.lines ?? 0), error);
    throw error;
  }
}

async function* decode(path: string, encoding: HistoryEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
