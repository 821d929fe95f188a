type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** True for a ZIP with at least one entry, or an empty one. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 &&
  head[1] === 0x4b &&
  ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));

// A list of names longer than this belongs to no office document.
const maxDirectoryBytes = 1024 * 1024;
const openDocument = /^application\/(?:vnd\.oasis\.opendocument\.[a-z-]{1,40}|epub\+zip)$/;
const officeTypes: readonly (readonly [part: RegExp, type: string])[] = [
  [/^word\/vbaProject\.bin$/, 'application/vnd.ms-word.document.macroenabled.12'],
  [/^xl\/vbaProject\.bin$/, 'application/vnd.ms-excel.sheet.macroenabled.12'],
  [/^word\/document\d*\.xml$/, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/^xl\/workbook\.xml$/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/^xl\/workbook\.bin$/, 'application/vnd.ms-excel.sheet.binary.macroenabled.12'],
  [/^ppt\/presentation\.xml$/, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  [/^META-INF\/MANIFEST\.MF$/, 'application/java-archive'],
];

/** What a ZIP is, by its first entry and by the names in its directory; nothing is unpacked, so no bomb goes off. */
export async function zipType(head: Buffer, readAt: ReadAt, size: number): Promise<string> {
  return openDocumentType(head) ?? officeType(await listNames(readAt, size)) ?? 'application/zip';
}

// OpenDocument, part 3, section 3.3: the first entry is `mimetype`, stored as it is, without extra fields.
function openDocumentType(head: Buffer): string | undefined {
  if (head.length < 38 || head.toString('latin1', 30, 38) !== 'mimetype' || head.readUInt16LE(8) !== 0)
    return undefined;
  const type = head.toString('latin1', 38, 38 + Math.min(head.readUInt32LE(18), 100));
  return openDocument.test(type) ? type : undefined;
}

function officeType(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  return officeTypes.find(([part]) => names.some((name) => part.test(name)))?.[1];
}

async function listNames(readAt: ReadAt, size: number): Promise<string[]> {
  const tail = await readAt(Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.length) return [];
  const length = tail.readUInt32LE(end + 12);
  const position = tail.readUInt32LE(end + 16);
  if (position + length > size) return [];
  return readNames(await readAt(position, Math.min(length, maxDirectoryBytes)));
}

function readNames(directory: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    names.push(directory.toString('latin1', at + 46, Math.min(at + 46 + nameLength, directory.length)));
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}
