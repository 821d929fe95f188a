// Decodes a body of any length as it is read, as leniently as people's programs do: what is no letter is passed over.

/** The bytes that a body stands for, in flat memory. */
export async function* decodeBody(
  encoded: AsyncIterable<Uint8Array>,
  encoding: 'base64' | 'quoted-printable' | 'none',
): AsyncGenerator<Uint8Array> {
  if (encoding === 'base64') yield* decodeBase64(encoded);
  else if (encoding === 'quoted-printable') yield* decodeQuoted(encoded);
  else yield* encoded;
}

// Each run up to a padding stands by itself: some programs write several, one after another.
async function* decodeBase64(encoded: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = '';
  for await (const piece of encoded) {
    const runs = Buffer.from(piece)
      .toString('latin1')
      .replace(/[^A-Za-z0-9+/=]+/g, '')
      .split(/=+/);
    for (const [index, run] of runs.entries()) {
      rest += run;
      const isWhole = index < runs.length - 1;
      const length = isWhole ? rest.length : rest.length - (rest.length % 4);
      if (length > 0) yield Buffer.from(rest.slice(0, length), 'base64');
      rest = rest.slice(length);
    }
  }
  if (rest !== '') yield Buffer.from(rest, 'base64');
}

const longestLine = 64 * 1024;

async function* decodeQuoted(encoded: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = '';
  for await (const piece of encoded) {
    rest += Buffer.from(piece).toString('latin1');
    // To the end of a line: a mark of three letters, or a soft break, is never cut in two.
    const end = rest.lastIndexOf('\n') + 1;
    const taken = end > 0 ? end : rest.length > longestLine ? rest.lastIndexOf('=', rest.length - 3) : 0;
    if (taken <= 0) continue;
    yield unquote(rest.slice(0, taken));
    rest = rest.slice(taken);
  }
  yield unquote(rest);
}

const unquote = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/[ \t]*=[ \t]*\r?\n/g, '')
      .replace(/=([0-9a-f]{2})/gi, (_mark, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** Of bytes that flow by, those from here to there. */
export async function* sliceOf(
  bytes: AsyncIterable<Uint8Array>,
  { from, to }: { from: number; to: number },
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const piece of bytes) {
    const part = piece.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += piece.length;
    if (part.length > 0) yield part;
    if (at >= to) return;
  }
}
