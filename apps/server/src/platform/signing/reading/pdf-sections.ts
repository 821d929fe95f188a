import { decodeStream } from './decode-stream.ts';
import { PdfLexer } from './pdf-lexer.ts';
import { isArray, type PdfDictionary, type PdfStream, PdfSyntaxError } from './pdf-value.ts';
import { readObjectAt } from './read-object.ts';

/** Where an object lies: at a place of its own, inside a container of objects, or nowhere any more. */
export type ObjectPlace =
  | { readonly at: number; readonly generation: number }
  | { readonly container: number; readonly index: number }
  | { readonly free: true };

/** One table of objects, as a save leaves it; `start` and `end` are the bytes that it takes, its trailer included. */
export type PdfSection = {
  readonly start: number;
  readonly end: number;
  readonly places: ReadonlyMap<number, ObjectPlace>;
  readonly trailer: PdfDictionary;
};

// A file saved ten thousand times is odd and no attack; what goes on for ever is one.
const maxSections = 20_000;
const maxObjects = 2_000_000;

/** Tables of the file as it stood when it ended at `end`, newest first. */
export function readSections(bytes: Uint8Array, end: number): PdfSection[] {
  const sections: PdfSection[] = [];
  const seen = new Set<number>();
  let objects = 0;
  const waiting = [findStart(bytes, end)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at) || at >= end) throw new PdfSyntaxError('tables of objects that go round in a circle');
    seen.add(at);
    const section = readSection(bytes, at);
    sections.push(section);
    objects += section.places.size;
    if (sections.length > maxSections || objects > maxObjects) throw new PdfSyntaxError('too many tables');
    // Of a file with both kinds, the stream is looked at before the table that came before (7.5.8.4).
    for (const key of ['Prev', 'XRefStm']) {
      const next = section.trailer.entries.get(key);
      if (typeof next === 'number') waiting.push(next);
    }
  }
  return sections;
}

/** The place named by the last `startxref` before `end`. */
function findStart(bytes: Uint8Array, end: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  const found = text.lastIndexOf('startxref');
  const at = found < 0 ? undefined : new PdfLexer(bytes, found + 'startxref'.length).takeWhole();
  if (at === undefined) throw new PdfSyntaxError('no table of objects');
  return at;
}

function readSection(bytes: Uint8Array, at: number): PdfSection {
  const lexer = new PdfLexer(bytes, at);
  return lexer.takeWord('xref') ? readTable(lexer, at) : readTableStream(bytes, at);
}

function readTable(lexer: PdfLexer, start: number): PdfSection {
  const places = new Map<number, ObjectPlace>();
  while (!lexer.takeWord('trailer')) {
    const first = lexer.takeWhole();
    const count = lexer.takeWhole();
    if (first === undefined || count === undefined) throw new PdfSyntaxError('a table without its trailer');
    for (let number = first; number < first + count; number += 1) {
      // The first of two entries for one object would win in some programs, the last in others.
      if (places.has(number)) throw new PdfSyntaxError('an object listed twice');
      places.set(number, readEntry(lexer));
    }
  }
  lexer.skipSpace();
  const trailer = lexer.readDictionary();
  return { start, end: lexer.position, places, trailer };
}

function readEntry(lexer: PdfLexer): ObjectPlace {
  const at = lexer.takeWhole();
  const generation = lexer.takeWhole();
  if (at === undefined || generation === undefined) throw new PdfSyntaxError('an entry without its numbers');
  if (lexer.takeWord('n')) return { at, generation };
  if (lexer.takeWord('f')) return { free: true };
  throw new PdfSyntaxError('an entry that is neither used nor free');
}

function readTableStream(bytes: Uint8Array, start: number): PdfSection {
  const { value, end } = readObjectAt(bytes, start, () => undefined);
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'stream') {
    throw new PdfSyntaxError('no table where one must stand');
  }
  return { start, end, places: readPlaces(value), trailer: value.dictionary };
}

function readPlaces(stream: PdfStream): Map<number, ObjectPlace> {
  const widths = numbersOf(stream.dictionary, 'W');
  const [size = 0] = [stream.dictionary.entries.get('Size')].filter((value) => typeof value === 'number');
  const ranges = stream.dictionary.entries.has('Index') ? numbersOf(stream.dictionary, 'Index') : [0, size];
  const [kind = 0, second = 0, third = 0] = widths;
  if (widths.length !== 3 || Math.max(kind, second, third) > 6 || kind + second + third === 0) {
    throw new PdfSyntaxError('a table without its widths');
  }
  const rows = decodeStream(stream);
  const places = new Map<number, ObjectPlace>();
  let at = 0;
  const field = (width: number, absent: number) => {
    if (width === 0) return absent;
    if (at + width > rows.length) throw new PdfSyntaxError('a table shorter than it says');
    const value = Buffer.from(rows.buffer, rows.byteOffset + at, width).readUIntBE(0, width);
    at += width;
    return value;
  };
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const first = ranges[range] ?? 0;
    for (let number = first; number < first + (ranges[range + 1] ?? 0); number += 1) {
      if (places.has(number)) throw new PdfSyntaxError('an object listed twice');
      const [type, one, two] = [field(kind, 1), field(second, 0), field(third, 0)];
      places.set(number, toPlace(type, one, two));
    }
  }
  return places;
}

function toPlace(type: number, one: number, two: number): ObjectPlace {
  if (type === 1) return { at: one, generation: two };
  if (type === 2) return { container: one, index: two };
  return { free: true };
}

function numbersOf(dictionary: PdfDictionary, key: string): number[] {
  const value = dictionary.entries.get(key);
  if (!isArray(value) || !value.every((item) => typeof item === 'number' && item >= 0)) {
    throw new PdfSyntaxError(`${key} is no list of numbers`);
  }
  return value.filter((item) => typeof item === 'number');
}
