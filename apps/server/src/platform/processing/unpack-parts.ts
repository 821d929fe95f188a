import { type Entry, openPromise } from 'yauzl';
import { FlaggedFileError } from './file-job.ts';

/** What a packed document may unpack to. */
const limits = {
  /** No office program writes a part of a hundredth of it. */
  partBytes: 64 * 1024 * 1024,
  allBytes: 256 * 1024 * 1024,
  /** Text packs to a tenth; a thousandth is a bomb. */
  ratio: 400,
  ratioFrom: 4 * 1024 * 1024,
  entries: 20_000,
};

/** A part of a packed document, given in pieces: whoever reads it keeps only what is needed. */
export type PackedPart = { readonly name: string; read(onText: (text: string) => void): Promise<void> };

/** Gives every part to `visit`, in the order of the directory. What is too much or broken is a flag of the file. */
export async function unpackParts(path: string, visit: (part: PackedPart) => Promise<void>): Promise<void> {
  const zip = await openPromise(path).catch((error: Error) => {
    throw new FlaggedFileError('damaged', error.message);
  });
  try {
    if (zip.entryCount > limits.entries) throw new FlaggedFileError('bomb', 'too many parts');
    let all = 0;
    for await (const entry of zip.eachEntry()) {
      refuse(entry);
      const read = async (onText: (text: string) => void) => {
        all = await readPart(await zip.openReadStreamPromise(entry), { entry, all, onText });
      };
      await visit({ name: entry.fileName, read });
    }
  } catch (error) {
    throw error instanceof FlaggedFileError ? error : new FlaggedFileError('damaged', String(error));
  } finally {
    zip.close();
  }
}

function refuse(entry: Entry) {
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw new FlaggedFileError('encrypted');
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if (size > limits.ratioFrom && size > packed * limits.ratio) throw new FlaggedFileError('bomb', 'declared');
}

async function readPart(
  stream: AsyncIterable<Uint8Array>,
  { entry, all, onText }: { entry: Entry; all: number; onText: (text: string) => void },
): Promise<number> {
  const decoder = new TextDecoder();
  let own = 0;
  for await (const piece of stream) {
    own += piece.length;
    // What the directory says may be a lie: what comes out is counted.
    if (own > limits.partBytes || all + own > limits.allBytes)
      throw new FlaggedFileError('bomb', entry.fileName);
    onText(decoder.decode(piece, { stream: true }));
  }
  onText(decoder.decode());
  return all + own;
}
