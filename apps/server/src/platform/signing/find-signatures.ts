import type { PdfRevision } from './reading/pdf-revision.ts';
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isString,
  type PdfDictionary,
  PdfSyntaxError,
  type PdfValue,
} from './reading/pdf-value.ts';

/** A signature of the form: its dictionary, where it lies among the bytes, and the field that holds it. */
export type FoundSignature = {
  readonly dictionary: PdfDictionary;
  readonly start: number;
  readonly end: number;
  readonly fieldNumber: number;
};

// A form of more fields than this is no form that people fill.
const maxFields = 20_000;

/** Signatures that the form holds, each once, in no order. */
export function findSignatures(revision: PdfRevision): FoundSignature[] {
  const catalog = revision.resolve(revision.trailer.entries.get('Root'));
  if (!isDictionary(catalog)) throw new PdfSyntaxError('no catalogue');
  const found = new Map<number, FoundSignature>();
  for (const { number: fieldNumber, field, kind } of listFields(revision, catalog)) {
    const value = field.entries.get('V');
    if (!isName(kind, 'Sig') || !isReference(value) || found.has(value.number)) continue;
    const { value: dictionary, start, end } = revision.getPlaced(value.number);
    if (isDictionary(dictionary)) found.set(value.number, { dictionary, start, end, fieldNumber });
  }
  return [...found.values()];
}

type Field = { number: number; field: PdfDictionary; kind: PdfValue | undefined };

/** The tree of fields, each met once; a kind is inherited from above (ISO 32000-1, 12.7.3.1). */
function listFields(revision: PdfRevision, catalog: PdfDictionary): Field[] {
  const form = revision.resolve(catalog.entries.get('AcroForm'));
  const fields = new Map<number, Field>();
  const waiting = isDictionary(form) ? kidsOf(revision, form.entries.get('Fields'), undefined) : [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const field = revision.get(next.number);
    if (fields.has(next.number) || !isDictionary(field)) continue;
    if (fields.size > maxFields) throw new PdfSyntaxError('too many fields');
    const kind = revision.resolve(field.entries.get('FT')) ?? next.kind;
    fields.set(next.number, { number: next.number, field, kind });
    waiting.push(...kidsOf(revision, field.entries.get('Kids'), kind));
  }
  return [...fields.values()];
}

function kidsOf(revision: PdfRevision, value: PdfValue | undefined, kind: PdfValue | undefined) {
  const items = revision.resolve(value);
  return isArray(items) ? items.filter(isReference).map(({ number }) => ({ number, kind })) : [];
}

/** The two ranges that were signed, and the signature between them; undefined when they are not as they must be. */
export type SignedRanges = {
  readonly before: readonly [start: number, end: number];
  readonly after: readonly [start: number, end: number];
  readonly contents: Uint8Array;
};

/**
 * The ranges must begin at the first byte and leave out nothing but the signature's own text, which must be the very
 * one that this dictionary holds: otherwise bytes could be slipped in beside it.
 */
export function readRanges(found: FoundSignature, size: number): SignedRanges | undefined {
  const { dictionary } = found;
  const numbers = dictionary.entries.get('ByteRange');
  const contents = dictionary.entries.get('Contents');
  if (dictionary.hasRepeatedKey || !isArray(numbers) || numbers.length !== 4) return undefined;
  if (!isString(contents) || !contents.isHex) return undefined;
  const [start, length, resume, rest] = numbers;
  if (start !== 0 || !isCount(length) || !isCount(resume) || !isCount(rest)) return undefined;
  if (length !== contents.start || resume !== contents.end || resume + rest > size) return undefined;
  // The dictionary itself must be among what is signed.
  if (found.start >= length || found.end > resume + rest) return undefined;
  return { before: [0, length], after: [resume, resume + rest], contents: contents.bytes };
}

const isCount = (value: PdfValue | undefined): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

/** How many signatures lie in the bytes that the form does not hold: remains, or bait. */
export function countStrays(
  bytes: Uint8Array,
  found: readonly Pick<FoundSignature, 'start' | 'end'>[],
): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let strays = 0;
  for (let at = text.indexOf('/ByteRange'); at >= 0; at = text.indexOf('/ByteRange', at + 1)) {
    if (!found.some(({ start, end }) => at >= start && at < end)) strays += 1;
  }
  return strays;
}

/**
 * What a program's maker signed so that its free reader may save the form: no signature of anybody's, though it looks
 * like one (ISO 32000-1, 12.8.4).
 */
export function findUsageRights(revision: PdfRevision): Pick<FoundSignature, 'start' | 'end'>[] {
  const catalog = revision.resolve(revision.trailer.entries.get('Root'));
  const permissions = isDictionary(catalog) ? revision.resolve(catalog.entries.get('Perms')) : undefined;
  if (!isDictionary(permissions)) return [];
  const held = ['UR', 'UR3'].map((key) => permissions.entries.get(key)).filter(isReference);
  return held.map(({ number }) => revision.getPlaced(number));
}
