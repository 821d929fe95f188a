import { crc32 } from 'node:zlib';

/** An entry as it lies in a ZIP: `data` is what is packed (method 8) or the bytes themselves (method 0). */
export type ZipEntry = { name: string; data: Buffer; method: 0 | 8; size: number; crc: number };

export function storedEntry(name: string, text: string): ZipEntry {
  const data = Buffer.from(text);
  return { name, data, method: 0, size: data.length, crc: crc32(data) };
}

/** A ZIP of these entries, byte by byte, so that hostile ones can be made too. */
export function aZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const local = header(entry, name, 0x04034b50);
    directory.push(header(entry, name, 0x02014b50, offset), name);
    parts.push(local, name, entry.data);
    offset += local.length + name.length + entry.data.length;
  }
  const names = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(names.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, names, end]);
}

// The two headers differ by two fields at the start and by what the directory adds at the end.
function header(entry: ZipEntry, name: Buffer, signature: number, offset = 0): Buffer {
  const inDirectory = signature === 0x02014b50;
  const buffer = Buffer.alloc(inDirectory ? 46 : 30);
  const shift = inDirectory ? 2 : 0;
  buffer.writeUInt32LE(signature);
  buffer.writeUInt16LE(20, 4 + shift);
  buffer.writeUInt16LE(entry.method, 8 + shift);
  buffer.writeUInt32LE(entry.crc, 14 + shift);
  buffer.writeUInt32LE(entry.data.length, 18 + shift);
  buffer.writeUInt32LE(entry.size, 22 + shift);
  buffer.writeUInt16LE(name.length, 26 + shift);
  if (inDirectory) buffer.writeUInt32LE(offset, 42);
  return buffer;
}
