import { ByteCursor, CutShort, type Range } from './byte-cursor.ts';

/** One attribute of a TNEF stream (MS-OXTNEF, 2.1.3); `sound`: its sum is that of its bytes. */
export type Attribute = { readonly id: number; readonly data: Range; readonly sound: boolean };

/** Those that are looked at, by the number that also says their type. */
export const attributeIds = {
  body: 0x0002_800c,
  messageProperties: 0x0006_9003,
  beginsAttachment: 0x0006_9002,
  title: 0x0001_8010,
  data: 0x0006_800f,
  attachmentProperties: 0x0006_9005,
} as const;

const signature = 0x223e_9f78;

/** True of bytes that begin as TNEF does. */
export const isTnef = (bytes: Buffer): boolean => bytes.length >= 6 && bytes.readUInt32LE(0) === signature;

/** The attributes in their order. Throws `CutShort` where the bytes end before their lengths do. */
export function* readAttributes(bytes: Buffer, range: Range): Generator<Attribute> {
  const cursor = new ByteCursor(bytes, range);
  if (cursor.u32() !== signature) throw new CutShort('no signature');
  cursor.u16();
  while (cursor.left > 0) {
    const level = cursor.u8();
    if (level !== 1 && level !== 2) throw new CutShort(`level ${level}`);
    const id = cursor.u32();
    const data = cursor.take(cursor.u32());
    yield { id, data, sound: cursor.u16() === sumOf(bytes, data) };
  }
}

function sumOf(bytes: Buffer, { from, to }: Range): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum = (sum + (bytes[at] ?? 0)) & 0xffff;
  return sum;
}
