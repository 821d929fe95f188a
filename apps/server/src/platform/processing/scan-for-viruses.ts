import { connect, type Socket } from 'node:net';

/** Where clamd listens: a path, or a name with its port (`127.0.0.1:3310`). */
export type ScannerAddress = string;

/** What the antivirus says of a file. */
export type ScanVerdict =
  | { readonly verdict: 'clean' }
  | { readonly verdict: 'infected'; readonly virus: string }
  /** More than it takes (its StreamMaxLength): nobody looked. */
  | { readonly verdict: 'too-large' };

// It reads as fast as we send; silence longer than this is an engine that hangs.
const silenceMs = 120_000;

/**
 * Gives a file to clamd in pieces (INSTREAM, clamd(8)): each with its length before it in network order, an empty one at
 * the end. Memory stays flat. Throws when the antivirus is not there or does not answer.
 */
export async function scanForViruses(
  address: ScannerAddress,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ScanVerdict> {
  const socket = connect(toPlace(address)).setTimeout(silenceMs);
  socket.on('timeout', () => socket.destroy(new Error('the antivirus is silent')));
  const answer = readAnswer(socket);
  try {
    await sendFile(socket, bytes, answer);
    return toVerdict(await answer);
  } finally {
    socket.destroy();
  }
}

// It hangs up in the middle of a file that is too much for it, with the answer sent: what was said counts.
async function sendFile(socket: Socket, bytes: AsyncIterable<Uint8Array>, answer: Promise<string>) {
  let answered = false;
  const done = answer.then(
    () => {
      answered = true;
    },
    () => {
      answered = true;
    },
  );
  socket.write('zINSTREAM\0');
  for await (const piece of bytes) {
    if (answered) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    if (!socket.write(piece)) await Promise.race([drained(socket), done]);
  }
  if (!answered) socket.write(Buffer.alloc(4));
}

const drained = (socket: Socket) => new Promise<void>((resolve) => socket.once('drain', resolve));

async function readAnswer(socket: Socket): Promise<string> {
  const parts: Buffer[] = [];
  return await new Promise((resolve, reject) => {
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      if (part.includes(0)) resolve(Buffer.concat(parts).toString('utf8'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the antivirus hung up')));
  });
}

function toVerdict(answer: string): ScanVerdict {
  const [text = ''] = answer.trim().split('\0');
  if (text === 'stream: OK') return { verdict: 'clean' };
  const virus = /^stream: (.{1,200}) FOUND$/.exec(text)?.[1];
  if (virus) return { verdict: 'infected', virus };
  if (/size limit exceeded/i.test(text)) return { verdict: 'too-large' };
  throw new Error(`the antivirus answered: ${text.slice(0, 100)}`);
}

function toPlace(address: ScannerAddress) {
  const [, host, port] = /^\[?([^/]*?)\]?:(\d+)$/.exec(address) ?? [];
  return host && port ? { host, port: Number(port) } : { path: address };
}
