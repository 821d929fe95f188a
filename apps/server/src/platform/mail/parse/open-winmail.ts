import { createReadStream } from 'node:fs';
import type { Attachment } from 'postal-mime';
import { decodeBody } from './decode-body.ts';
import { parseLimits } from './parse-limits.ts';
import type { ParsedPart, PartBytes } from './parsed-message.ts';
import { toPart } from './read-part.ts';
import { type TnefContent, type TnefFile, unpackTnef } from './tnef/unpack-tnef.ts';

/** What came out of a winmail.dat; `whole`: there is nothing left in it that is not here. */
export type OpenedWinmail = Pick<TnefContent, 'text' | 'page' | 'whole'> & {
  readonly parts: readonly ParsedPart[];
};

/** Opens the winmail.dat files of one message, within limits that hold for all of them. */
export type WinmailOpener = (bytes: PartBytes) => Promise<OpenedWinmail>;

/** `path`: the message as received. What cannot be opened is given as nothing that is not whole. */
export function winmailOpener(path: string): WinmailOpener {
  let bytesLeft: number = parseLimits.winmailBytes;
  let filesLeft: number = parseLimits.winmailFiles;
  let heldLeft: number = parseLimits.skeletonBytes;
  return async (place) => {
    const bytes = await readWithin(path, place, bytesLeft);
    if (bytes === undefined) return { text: '', page: '', whole: false, parts: [] };
    bytesLeft -= bytes.length;
    const { files, ...content } = unpackTnef(bytes);
    const taken = files.slice(0, filesLeft);
    filesLeft -= taken.length;
    const parts = taken.map((file) => {
      const held = lengthOf(file) <= parseLimits.heldBytes && lengthOf(file) <= heldLeft;
      if (held) heldLeft -= lengthOf(file);
      return toWinmailPart(file, bytesOf(file, { bytes, place, held }));
    });
    return { ...content, whole: content.whole && taken.length === files.length, parts };
  };
}

/** Undefined when it is longer than that. */
async function readWithin(path: string, place: PartBytes, most: number): Promise<Buffer | undefined> {
  if ('content' in place) return place.content.length > most ? undefined : Buffer.from(place.content);
  const pieces: Buffer[] = [];
  let length = 0;
  const stream = createReadStream(path, { start: place.from, end: place.to - 1 });
  for await (const piece of decodeBody(stream, place.encoding)) {
    length += piece.length;
    if (length > most) return undefined;
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

const lengthOf = ({ bytes }: TnefFile): number => ('text' in bytes ? 0 : bytes.to - bytes.from);

type Source = { bytes: Buffer; place: PartBytes; held: boolean };

// A long file is not carried about: it is named by its place, and read from there when it is kept.
function bytesOf({ bytes: own }: TnefFile, { bytes, place, held }: Source): PartBytes {
  if ('text' in own) return { content: Buffer.from(own.text) };
  if (held || 'content' in place) return { content: Buffer.from(bytes.subarray(own.from, own.to)) };
  return { ...place, slice: own };
}

function toWinmailPart({ name, declaredType, contentId }: TnefFile, bytes: PartBytes): ParsedPart {
  const attachment: Attachment = {
    filename: name || null,
    mimeType: /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(declaredType)
      ? declaredType.toLowerCase()
      : 'application/octet-stream',
    disposition: 'attachment',
    content: new Uint8Array(),
    ...(contentId !== null && { contentId }),
  };
  const part = toPart(attachment, bytes);
  return { ...part, flags: [...part.flags, 'from-winmail'] };
}
