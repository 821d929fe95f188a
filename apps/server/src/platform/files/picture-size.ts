/** How large a picture is, in pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/**
 * Reads the size of a picture (PNG, GIF, JPEG, WebP) from its first bytes, without decoding it; undefined when they do not
 * say it. What a sender wrote there may be a lie: use it to choose what is shown, never to make room.
 */
export function readPictureSize(head: Buffer): PictureSize | undefined {
  if (head.length < 30) return undefined;
  if (head.subarray(1, 4).equals(png)) return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  if (head.subarray(0, 3).equals(gif)) return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  if (head.readUInt16BE(0) === 0xffd8) return readJpeg(head);
  return head.subarray(8, 12).equals(webp) ? readWebp(head) : undefined;
}

const [png, gif, webp] = [Buffer.from('PNG'), Buffer.from('GIF'), Buffer.from('WEBP')];

// ITU-T T.81, annex B: segments one after another, until the frame header (SOF) that holds the size.
function readJpeg(head: Buffer): PictureSize | undefined {
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) };
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2);
  }
  return undefined;
}

// RFC 9649: three kinds of pictures, each with its size at another place.
function readWebp(head: Buffer): PictureSize | undefined {
  const kind = head.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: 1 + head.readUIntLE(24, 3), height: 1 + head.readUIntLE(27, 3) };
  if (kind === 'VP8 ')
    return { width: head.readUInt16LE(26) % 0x4000, height: head.readUInt16LE(28) % 0x4000 };
  if (kind !== 'VP8L') return undefined;
  const bits = head.readUInt32LE(21);
  return { width: 1 + (bits % 0x4000), height: 1 + ((bits >>> 14) % 0x4000) };
}
