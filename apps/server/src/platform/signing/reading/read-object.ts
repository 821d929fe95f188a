import { PdfLexer } from './pdf-lexer.ts';
import { type PdfDictionary, PdfSyntaxError, type PdfValue } from './pdf-value.ts';

/** An object of its own: its number, its value, and the bytes that it takes. */
export type PlacedObject = {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  readonly start: number;
  readonly end: number;
};

/** Reads `12 0 obj … endobj` at a place. `lengthOf` tells a length that the file keeps in another object. */
export function readObjectAt(
  bytes: Uint8Array,
  at: number,
  lengthOf: (value: PdfValue | undefined) => number | undefined,
): PlacedObject {
  const lexer = new PdfLexer(bytes, at);
  lexer.skipSpace();
  const start = lexer.position;
  const number = lexer.takeWhole();
  const generation = lexer.takeWhole();
  if (number === undefined || generation === undefined || !lexer.takeWord('obj')) {
    throw new PdfSyntaxError('no object where one must stand');
  }
  const held = lexer.readValue();
  const isOpen = typeof held === 'object' && held !== null && 'kind' in held && held.kind === 'dictionary';
  const value = isOpen && lexer.takeWord('stream') ? readStream(lexer, held, lengthOf) : held;
  if (!lexer.takeWord('endobj')) throw new PdfSyntaxError('an object has no end');
  return { number, generation, value, start, end: lexer.position };
}

function readStream(
  lexer: PdfLexer,
  dictionary: PdfDictionary,
  lengthOf: (value: PdfValue | undefined) => number | undefined,
): PdfValue {
  const { bytes } = lexer;
  if (bytes[lexer.position] === 0x0d) lexer.position += 1;
  if (bytes[lexer.position] === 0x0a) lexer.position += 1;
  const start = lexer.position;
  const declared = dictionary.entries.get('Length');
  const length = typeof declared === 'number' ? declared : lengthOf(declared);
  if (length === undefined || length < 0 || start + length > bytes.length) {
    throw new PdfSyntaxError('a stream without its length');
  }
  lexer.position = start + length;
  if (!lexer.takeWord('endstream')) throw new PdfSyntaxError('a stream longer or shorter than it says');
  return { kind: 'stream', dictionary, raw: bytes.subarray(start, start + length) };
}
