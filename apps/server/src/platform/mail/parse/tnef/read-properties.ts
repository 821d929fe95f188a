import { ByteCursor, CutShort, type Range } from './byte-cursor.ts';

/** A property with one value (MS-OXTNEF, 2.1.3.4); `type` as in MS-OXCDATA, 2.11.1. */
export type Property = { readonly id: number; readonly type: number; readonly value: Range };

/** Those that are looked at (MS-OXPROPS). */
export const propertyIds = {
  body: 0x1000,
  richBody: 0x1009,
  page: 0x1013,
  displayName: 0x3001,
  data: 0x3701,
  shortName: 0x3704,
  method: 0x3705,
  longName: 0x3707,
  mediaType: 0x370e,
  contentId: 0x3712,
} as const;

export const propertyTypes = { object: 0x000d, text8: 0x001e, text16: 0x001f, binary: 0x0102 } as const;

const lengths: Readonly<Record<number, number>> = {
  ...{ 1: 4, 2: 4, 3: 4, 4: 4, 10: 4, 11: 4 },
  ...{ 5: 8, 6: 8, 7: 8, 20: 8, 64: 8, 72: 16 },
};
const severalValues = 0x1000;
const firstNamed = 0x8000;
const mostProperties = 5_000;
const mostValues = 5_000;

/** The properties that have one value, in their order. Throws `CutShort` at what no property looks like. */
export function* readProperties(bytes: Buffer, range: Range): Generator<Property> {
  const cursor = new ByteCursor(bytes, range);
  const count = atMost(cursor.u32(), mostProperties);
  for (let done = 0; done < count; done += 1) {
    const type = cursor.u16();
    const id = cursor.u16();
    if (id >= firstNamed) skipName(cursor);
    const values = readValues(cursor, type);
    const [value] = values;
    if (values.length === 1 && value !== undefined && (type & severalValues) === 0) yield { id, type, value };
  }
}

function readValues(cursor: ByteCursor, type: number): Range[] {
  const single = type & ~severalValues;
  const length = lengths[single];
  const counted = type !== single || length === undefined;
  const count = counted ? atMost(cursor.u32(), mostValues) : 1;
  const isLong = Object.values<number>(propertyTypes).includes(single);
  if (length === undefined && !isLong) throw new CutShort(`type ${type}`);
  return Array.from({ length: count }, () => cursor.takePadded(length ?? cursor.u32()));
}

// A property without a number of its own: the set that it is of, and its number or its name there.
function skipName(cursor: ByteCursor) {
  cursor.take(16);
  const isNumber = cursor.u32() === 0;
  const value = cursor.u32();
  if (!isNumber) cursor.takePadded(value);
}

function atMost(count: number, most: number): number {
  if (count > most) throw new CutShort(`${count} of them`);
  return count;
}
