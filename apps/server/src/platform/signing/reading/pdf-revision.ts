import { decodeStream } from './decode-stream.ts';
import { PdfLexer } from './pdf-lexer.ts';
import { type ObjectPlace, type PdfSection, readSections } from './pdf-sections.ts';
import { isReference, isStream, type PdfDictionary, PdfSyntaxError, type PdfValue } from './pdf-value.ts';
import { type PlacedObject, readObjectAt } from './read-object.ts';

/** A PDF as it stood when it ended at `end`: what a reader of that moment sees, object by object. */
export class PdfRevision {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Newest first. */
  readonly sections: readonly PdfSection[];
  readonly #places = new Map<number, ObjectPlace>();
  readonly #read = new Map<number, PdfValue | undefined>();
  readonly #containers = new Map<number, readonly (readonly [number, PdfValue])[]>();

  constructor(bytes: Uint8Array, end = bytes.length) {
    this.bytes = bytes;
    this.end = end;
    this.sections = readSections(bytes, end);
    for (const { places } of this.sections) {
      for (const [number, place] of places) if (!this.#places.has(number)) this.#places.set(number, place);
    }
  }

  get trailer(): PdfDictionary {
    const [newest] = this.sections;
    if (!newest) throw new PdfSyntaxError('no trailer');
    return newest.trailer;
  }

  get numbers(): Iterable<number> {
    return this.#places.keys();
  }

  placeOf(number: number): ObjectPlace | undefined {
    const place = this.#places.get(number);
    return place && 'free' in place ? undefined : place;
  }

  /** The value behind a reference, or the value itself; undefined for an object that is not there. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    for (let steps = 0; isReference(value); steps += 1) {
      if (steps > 20) throw new PdfSyntaxError('references that go round in a circle');
      value = this.get(value.number);
    }
    return value;
  }

  get(number: number): PdfValue | undefined {
    if (this.#read.has(number)) return this.#read.get(number);
    const place = this.placeOf(number);
    const value = place && this.#readPlace(number, place);
    this.#read.set(number, value);
    return value;
  }

  /** The object with its place among the bytes; throws when it has none of its own. */
  getPlaced(number: number): PlacedObject {
    const place = this.placeOf(number);
    if (!place || !('at' in place)) throw new PdfSyntaxError('an object without a place of its own');
    return this.readAt(place.at, number);
  }

  /** Reads what stands at a place and must be that object. */
  readAt(at: number, number: number): PlacedObject {
    const object = readObjectAt(this.bytes, at, (length) => {
      const value = isReference(length) && length.number !== number ? this.resolve(length) : undefined;
      return typeof value === 'number' ? value : undefined;
    });
    if (object.number !== number || object.end > this.end) {
      throw new PdfSyntaxError('another object than the table says');
    }
    return object;
  }

  #readPlace(number: number, place: ObjectPlace): PdfValue | undefined {
    if ('at' in place) return this.readAt(place.at, number).value;
    if ('free' in place) return undefined;
    const [held, value] = this.#openContainer(place.container)[place.index] ?? [];
    if (held !== number) throw new PdfSyntaxError('a container holds another object than the table says');
    return value;
  }

  #openContainer(number: number): readonly (readonly [number, PdfValue])[] {
    const known = this.#containers.get(number);
    if (known) return known;
    const stream = this.getPlaced(number).value;
    if (!isStream(stream)) throw new PdfSyntaxError('no container where the table names one');
    const objects = readContainer(stream.dictionary, decodeStream(stream));
    this.#containers.set(number, objects);
    return objects;
  }
}

function readContainer(dictionary: PdfDictionary, bytes: Uint8Array): (readonly [number, PdfValue])[] {
  const count = dictionary.entries.get('N');
  const first = dictionary.entries.get('First');
  if (typeof count !== 'number' || typeof first !== 'number' || count > 100_000) {
    throw new PdfSyntaxError('a container without its list');
  }
  const lexer = new PdfLexer(bytes);
  const list: [number, number][] = [];
  for (let index = 0; index < count; index += 1) {
    const number = lexer.takeWhole();
    const offset = lexer.takeWhole();
    if (number === undefined || offset === undefined)
      throw new PdfSyntaxError('a container without its list');
    list.push([number, offset]);
  }
  return list.map(([number, offset]) => [number, new PdfLexer(bytes, first + offset).readValue()]);
}
