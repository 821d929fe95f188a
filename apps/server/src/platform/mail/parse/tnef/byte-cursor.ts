/** Where bytes lie inside a longer row of them; `to` is the first that does not belong. */
export type Range = { readonly from: number; readonly to: number };

/** The bytes are not what their own lengths say. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}

/** Reads numbers from left to right and never beyond its range: a length that lies is a `CutShort`. */
export class ByteCursor {
  readonly #bytes: Buffer;
  readonly #to: number;
  at: number;

  constructor(bytes: Buffer, { from, to }: Range) {
    this.#bytes = bytes;
    this.#to = Math.min(to, bytes.length);
    this.at = from;
  }

  get left(): number {
    return this.#to - this.at;
  }

  take(length: number): Range {
    if (length > this.left) throw new CutShort(`${length} bytes wanted, ${this.left} there`);
    const from = this.at;
    this.at += length;
    return { from, to: this.at };
  }

  /** What stands on a border of four bytes is filled up to it; the last one may lack its filling. */
  takePadded(length: number): Range {
    const taken = this.take(length);
    this.take(Math.min(-length & 3, this.left));
    return taken;
  }

  u8(): number {
    return this.#bytes.readUInt8(this.take(1).from);
  }

  u16(): number {
    return this.#bytes.readUInt16LE(this.take(2).from);
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.take(4).from);
  }
}
