import { type PdfDictionary, PdfSyntaxError, type PdfValue } from './pdf-value.ts';

const maxDepth = 100;

const isWhite = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00;
const delimiters = new Set([...'()<>[]{}/%'].map((mark) => mark.charCodeAt(0)));
const isRegular = (byte: number | undefined) => byte !== undefined && !isWhite(byte) && !delimiters.has(byte);
const hexDigit = (byte: number | undefined) => {
  const value = byte === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? undefined : value;
};

/**
 * Reads values of a PDF from a place among its bytes (ISO 32000-1, 7.2 and 7.3), strictly: what is not written as the
 * format says throws `PdfSyntaxError`. `position` is where it stands.
 */
export class PdfLexer {
  readonly bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    if (position < 0 || position > bytes.length) throw new PdfSyntaxError('a place outside the file');
    this.bytes = bytes;
    this.position = position;
  }

  /** Passes white space and comments. */
  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (isWhite(byte)) this.position += 1;
      else if (byte === 0x25) this.#skipLine();
      else return;
    }
  }

  /** Passes the word if it stands here, after white space, as a word of its own. */
  takeWord(word: string): boolean {
    this.skipSpace();
    if (!this.startsWith(word) || isRegular(this.bytes[this.position + word.length])) return false;
    this.position += word.length;
    return true;
  }

  startsWith(word: string): boolean {
    for (let at = 0; at < word.length; at += 1) {
      if (this.bytes[this.position + at] !== word.charCodeAt(at)) return false;
    }
    return true;
  }

  /** A whole number of zero or more; undefined, and nothing passed, when none stands here. */
  takeWhole(): number | undefined {
    this.skipSpace();
    const start = this.position;
    const digits = this.#takeRegular();
    if (/^\d{1,15}$/.test(digits)) return Number(digits);
    this.position = start;
    return undefined;
  }

  readValue(depth = 0): PdfValue {
    if (depth > maxDepth) throw new PdfSyntaxError('nested too deeply');
    this.skipSpace();
    switch (this.bytes[this.position]) {
      case 0x2f:
        return { kind: 'name', name: this.#readName() };
      case 0x28:
        return this.#readLiteral();
      case 0x5b:
        return this.#readArray(depth);
      case 0x3c:
        return this.bytes[this.position + 1] === 0x3c ? this.readDictionary(depth) : this.#readHex();
      default:
        return this.#readAtom();
    }
  }

  readDictionary(depth = 0): PdfDictionary {
    this.#expect('<<');
    const entries = new Map<string, PdfValue>();
    let hasRepeatedKey = false;
    for (;;) {
      this.skipSpace();
      if (this.startsWith('>>')) break;
      if (this.bytes[this.position] !== 0x2f) throw new PdfSyntaxError('a key is not a name');
      const key = this.#readName();
      hasRepeatedKey ||= entries.has(key);
      entries.set(key, this.readValue(depth + 1));
    }
    this.position += 2;
    return { kind: 'dictionary', entries, hasRepeatedKey };
  }

  #expect(mark: string) {
    this.skipSpace();
    if (!this.startsWith(mark)) throw new PdfSyntaxError(`no ${mark} where one must stand`);
    this.position += mark.length;
  }

  #skipLine() {
    while (this.position < this.bytes.length) {
      const byte = this.bytes[this.position];
      if (byte === 0x0a || byte === 0x0d) return;
      this.position += 1;
    }
  }

  #takeRegular(): string {
    const start = this.position;
    while (isRegular(this.bytes[this.position])) this.position += 1;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, this.position - start).toString(
      'latin1',
    );
  }

  #readName(): string {
    this.position += 1;
    return this.#takeRegular().replace(/#([0-9a-fA-F]{2})/g, (_all, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  #readArray(depth: number): readonly PdfValue[] {
    this.position += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x5d) break;
      if (this.position >= this.bytes.length) throw new PdfSyntaxError('an array has no end');
      items.push(this.readValue(depth + 1));
    }
    this.position += 1;
    return items;
  }

  #readHex(): PdfValue {
    const start = this.position;
    this.position += 1;
    const digits: number[] = [];
    for (;;) {
      const byte = this.bytes[this.position];
      this.position += 1;
      if (byte === 0x3e) break;
      const digit = hexDigit(byte);
      if (digit !== undefined) digits.push(digit);
      else if (!isWhite(byte)) throw new PdfSyntaxError('a hexadecimal string holds something else');
    }
    const bytes = new Uint8Array(Math.ceil(digits.length / 2));
    for (let at = 0; at < bytes.length; at += 1) {
      bytes[at] = (digits[2 * at] ?? 0) * 16 + (digits[2 * at + 1] ?? 0);
    }
    return { kind: 'string', bytes, isHex: true, start, end: this.position };
  }

  #readLiteral(): PdfValue {
    const start = this.position;
    this.position += 1;
    const bytes: number[] = [];
    let open = 1;
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === undefined) throw new PdfSyntaxError('a string has no end');
      this.position += 1;
      if (byte === 0x5c) this.#readEscape(bytes);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open === 0) break;
        bytes.push(byte);
      }
    }
    return { kind: 'string', bytes: Uint8Array.from(bytes), isHex: false, start, end: this.position };
  }

  #readEscape(into: number[]) {
    const byte = this.bytes[this.position] ?? 0;
    this.position += 1;
    const octal = /^[0-7]{1,3}/.exec(
      String.fromCharCode(byte, this.bytes[this.position] ?? 0, this.bytes[this.position + 1] ?? 0),
    );
    if (octal) {
      this.position += octal[0].length - 1;
      into.push(Number.parseInt(octal[0], 8) & 0xff);
    } else if (byte === 0x0d) {
      if (this.bytes[this.position] === 0x0a) this.position += 1;
    } else if (byte !== 0x0a) into.push(escapes.get(byte) ?? byte);
  }

  #readAtom(): PdfValue {
    const start = this.position;
    const word = this.#takeRegular();
    if (word === 'null') return null;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) {
      this.position = start;
      throw new PdfSyntaxError('a word that is no value');
    }
    return /^\d+$/.test(word) ? this.#readReferenceOr(Number(word)) : Number(word);
  }

  // `12 0 R` begins like a number: only what follows tells.
  #readReferenceOr(number: number): PdfValue {
    const after = this.position;
    const generation = this.takeWhole();
    if (generation !== undefined && this.takeWord('R')) return { kind: 'reference', number, generation };
    this.position = after;
    return number;
  }
}

const escapes = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);
