/** A value of a PDF as it is written (ISO 32000-1, 7.3); numbers, booleans and null are themselves. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfDictionary
  | PdfStream
  | readonly PdfValue[];

export type PdfName = { readonly kind: 'name'; readonly name: string };

/** `start` and `end` are where it stands among the bytes that were read, its marks included. */
export type PdfString = {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly isHex: boolean;
  readonly start: number;
  readonly end: number;
};

export type PdfReference = {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
};

/** `hasRepeatedKey`: programs differ in which of the two they take, and attacks live on it. */
export type PdfDictionary = {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
  readonly hasRepeatedKey: boolean;
};

/** `raw` are the bytes as they lie, encoded by its filters. */
export type PdfStream = {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  readonly raw: Uint8Array;
};

/** What a file that does not keep the format makes of a reading; the message is for the log. */
export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError';
}

const kindOf = (value: PdfValue | undefined): string | undefined =>
  typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;

export const isName = (value: PdfValue | undefined, name?: string): value is PdfName =>
  kindOf(value) === 'name' && (name === undefined || (value as PdfName).name === name);
export const isString = (value: PdfValue | undefined): value is PdfString => kindOf(value) === 'string';
export const isReference = (value: PdfValue | undefined): value is PdfReference =>
  kindOf(value) === 'reference';
export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary =>
  kindOf(value) === 'dictionary';
export const isStream = (value: PdfValue | undefined): value is PdfStream => kindOf(value) === 'stream';
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

/** The same text for the same value, wherever and however it is written; streams by their bytes. */
export function toCanonicalText(value: PdfValue | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (isArray(value)) return `[${value.map(toCanonicalText).join(' ')}]`;
  switch (value.kind) {
    case 'name':
      return `/${value.name}`;
    case 'string':
      return `<${Buffer.from(value.bytes).toString('hex')}>`;
    case 'reference':
      return `${value.number} ${value.generation} R`;
    case 'stream':
      return `${toCanonicalText(value.dictionary)}stream${Buffer.from(value.raw).toString('latin1')}`;
    case 'dictionary': {
      const entries = [...value.entries].map(([key, held]) => `/${key} ${toCanonicalText(held)}`);
      return `<<${entries.sort().join(' ')}>>`;
    }
  }
}

/** Numbers of the objects that a value names, itself included, however deep. */
export function listReferences(value: PdfValue | undefined): number[] {
  const found: number[] = [];
  const look = (held: PdfValue | undefined) => {
    if (isReference(held)) found.push(held.number);
    else if (isArray(held)) held.forEach(look);
    else if (isDictionary(held)) for (const inner of held.entries.values()) look(inner);
    else if (isStream(held)) look(held.dictionary);
  };
  look(value);
  return found;
}
