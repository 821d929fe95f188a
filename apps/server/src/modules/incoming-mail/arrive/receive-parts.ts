import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError, type PartFlag } from '@opis/contracts';
import type { ReceivedFile } from '../../../platform/files/file-store.ts';
import { readPictureSize } from '../../../platform/files/picture-size.ts';
import { decodeBody, sliceOf } from '../../../platform/mail/parse/decode-body.ts';
import type { ParsedPart, PartBytes } from '../../../platform/mail/parse/parsed-message.ts';
import { toDocumentName } from '../../documents/index.ts';
import type { ArriveDeps } from './arrive-deps.ts';
import { tellsOtherType } from './told-type.ts';

/** A part with its bytes received, not yet anybody's; `file` is undefined of one without bytes. */
export type ReceivedPart = Omit<ParsedPart, 'bytes'> & {
  readonly file: ReceivedFile | undefined;
  readonly mediaType: string;
  readonly pages: number | undefined;
};

/** Takes the parts of a message into the store, in flat memory; lets go of all of them when one fails. */
export async function receiveParts(
  deps: Pick<ArriveDeps, 'files' | 'previews'>,
  raw: ReceivedFile,
  parts: readonly ParsedPart[],
): Promise<ReceivedPart[]> {
  const received: ReceivedPart[] = [];
  try {
    for (const part of parts) received.push(await receivePart(deps, raw, part));
    return received;
  } catch (error) {
    for (const { file } of received) await file?.discard();
    throw error;
  }
}

async function receivePart(
  { files, previews }: Pick<ArriveDeps, 'files' | 'previews'>,
  raw: ReceivedFile,
  { bytes, ...part }: ParsedPart,
): Promise<ReceivedPart> {
  const name = part.name === null ? null : toDocumentName(part.name);
  const file = await receiveOrNone(
    files.receive(openPart(raw, bytes), { maxBytes: longestOf(raw, bytes), forbiddenTypes: [] }),
  );
  if (file === undefined) {
    const flags: PartFlag[] = [...part.flags, 'empty'];
    return { ...part, name, flags, file, mediaType: 'application/octet-stream', pages: 0 };
  }
  const { mediaType, sha256, localPath: path } = file;
  const pages = await previews.countPages({ sha256, mediaType, path });
  const kind = part.kind === 'inline' && (await isLarge(path)) ? 'attachment' : part.kind;
  return { ...part, kind, name, flags: addFlags(part, name, mediaType), file, mediaType, pages };
}

// A petition pasted as a photograph into the text is an attachment, whatever the message calls it; the logo of a signature
// is none. What does not say its size counts as large: rather a logo too many than a petition too few.
const largeArea = 100_000;
const headBytes = 256 * 1024;

async function isLarge(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const size = readPictureSize(buffer.subarray(0, bytesRead));
    return size === undefined || size.width * size.height >= largeArea;
  } finally {
    await file.close();
  }
}

// What was decoded from another character set may be longer than it was sent.
const longestOf = (raw: ReceivedFile, bytes: PartBytes): number =>
  1 + ('content' in bytes ? bytes.content.length : raw.size);

async function* openPart(raw: ReceivedFile, bytes: PartBytes): AsyncGenerator<Uint8Array> {
  if ('content' in bytes) {
    yield bytes.content;
    return;
  }
  if (bytes.to <= bytes.from) return;
  const stream = createReadStream(raw.localPath, { start: bytes.from, end: bytes.to - 1 });
  const decoded = decodeBody(stream, bytes.encoding);
  yield* bytes.slice ? sliceOf(decoded, bytes.slice) : decoded;
}

// An attachment of no bytes is legal; there is nothing to keep of it but its name.
async function receiveOrNone(receiving: Promise<ReceivedFile>): Promise<ReceivedFile | undefined> {
  try {
    return await receiving;
  } catch (error) {
    if (error instanceof AppError && error.code === 'document.empty') return undefined;
    throw error;
  }
}

function addFlags(part: Omit<ParsedPart, 'bytes'>, name: string | null, mediaType: string): PartFlag[] {
  const flags = new Set(part.flags);
  if (
    /^application\/(x-msdownload|x-dosexec|x-elf|x-mach-binary|vnd\.microsoft\.portable-executable)$/.test(
      mediaType,
    )
  )
    flags.add('runs-code');
  if (name !== null && tellsOtherType({ name, declaredType: part.declaredType }, mediaType))
    flags.add('type-differs');
  return [...flags];
}
