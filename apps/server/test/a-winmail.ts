/** What Outlook would have packed; `embedded`: the bytes of a message within it, in place of a file's. */
export type WinmailFile = {
  name: string;
  content?: Buffer;
  embedded?: Buffer;
  mediaType?: string;
  contentId?: string;
  /** Only a name, as of a file that lies on the sender's disk. */
  elsewhere?: boolean;
};

const u16 = (value: number) => Buffer.from([value & 0xff, value >> 8]);
export const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** One attribute with the right sum, or another one. */
export function anAttribute(level: 1 | 2, id: number, data: Buffer, wrongBy = 0): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([
    Buffer.from([level]),
    u32(id),
    u32(data.length),
    data,
    u16((sum + wrongBy) & 0xffff),
  ]);
}

type Property = { type: number; id: number; name?: string; value: Buffer };

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

/** A list of properties as MS-OXTNEF writes it: what is long is counted and padded. */
export function properties(list: readonly Property[]): Buffer {
  const fixed = new Set([0x03, 0x0b, 0x40]);
  return Buffer.concat([
    u32(list.length),
    ...list.flatMap(({ type, id, name, value }) => [
      ...[u16(type), u16(id)],
      ...(name === undefined ? [] : [Buffer.alloc(16, 7), u32(1), longValue(Buffer.from(name, 'utf16le'))]),
      ...(fixed.has(type) ? [padded(value)] : [u32(1), longValue(value)]),
    ]),
  ]);
}

const longValue = (value: Buffer) => Buffer.concat([u32(value.length), padded(value)]);
export const text16 = (id: number, text: string): Property => ({
  ...{ type: 0x1f, id, value: Buffer.from(`${text}\0`, 'utf16le') },
});

/** A TNEF stream as Outlook makes it: version, the message's properties, then each file in turn. */
export function aWinmail(
  files: readonly WinmailFile[],
  message: readonly Property[] = [],
  more: readonly Buffer[] = [],
): Buffer {
  return Buffer.concat([
    ...[u32(0x223e9f78), u16(1), anAttribute(1, 0x00089006, u32(0x00010000))],
    anAttribute(1, 0x00069007, Buffer.concat([u32(1250), u32(0)])),
    ...(message.length > 0 ? [anAttribute(1, 0x00069003, properties(message))] : []),
    ...files.map(aFile),
    ...more,
  ]);
}

function aFile({ name, content, embedded, mediaType, contentId, elsewhere }: WinmailFile): Buffer {
  const list: Property[] = [
    { type: 0x03, id: 0x3705, value: u32(embedded ? 5 : 1) },
    // Other programs' own properties stand between those of the standard.
    { type: 0x1f, id: 0x8001, name: 'Culoare', value: Buffer.from('roșu\0', 'utf16le') },
    text16(embedded ? 0x3001 : 0x3707, name),
    ...(mediaType ? [text16(0x370e, mediaType)] : []),
    ...(contentId ? [text16(0x3712, contentId)] : []),
    ...(embedded ? [{ type: 0x0d, id: 0x3701, value: Buffer.concat([Buffer.alloc(16, 3), embedded]) }] : []),
  ];
  const short = Buffer.from(`${name.replace(/[^a-z.]/gi, '').slice(0, 8)}\0`, 'latin1');
  return Buffer.concat([
    anAttribute(2, 0x00069002, Buffer.alloc(14)),
    anAttribute(2, 0x00018010, short),
    ...(embedded || elsewhere ? [] : [anAttribute(2, 0x0006800f, content ?? Buffer.alloc(0))]),
    anAttribute(2, 0x00069005, properties(list)),
  ]);
}
