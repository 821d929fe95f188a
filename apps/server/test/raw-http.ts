import { connect, type Socket } from 'node:net';

/** What a server answered on a raw connection, and how the connection ended. */
export type RawAnswer = { readonly status: number; readonly head: string; readonly body: string };

/** Sends these bytes as they are, one piece after another, and reads until the server has answered or closed. */
export async function sendRaw(
  port: number,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  const answer = readAnswer(socket);
  try {
    for await (const piece of pieces) {
      if (socket.destroyed) break;
      if (!socket.write(piece)) await drained(socket);
    }
    return await answer;
  } finally {
    socket.destroy();
  }
}

/**
 * Sends these bytes and says nothing more; `leave` breaks the connection, `closed` resolves when the server closes it
 * (after `leave` Node does not always tell).
 */
export function sendAndWait(port: number, bytes: string | Uint8Array) {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.on('error', () => {}).on('close', () => resolve()));
  socket.resume().write(bytes);
  return { leave: () => socket.resetAndDestroy(), closed };
}

/** Start line and headers of a request, as a client writes them. */
export function requestHead(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    socket.once('drain', resolve).once('close', () => resolve());
  });

function readAnswer(socket: Socket): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    const finish = () => resolve(toAnswer(text));
    socket.setEncoding('latin1');
    socket.on('error', finish).on('close', finish);
    socket.on('data', (piece: string) => {
      text += piece;
      if (isWhole(text)) finish();
    });
  });
}

function isWhole(text: string): boolean {
  const { head, body, status } = toAnswer(text);
  if (status === 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length);
  return /\r\ntransfer-encoding: chunked/i.test(head) ? body.endsWith('0\r\n\r\n') : status === 204;
}

// What comes before the answer proper („100 Continue”) is passed over.
function toAnswer(text: string): RawAnswer {
  const rest = text.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '');
  const end = rest.indexOf('\r\n\r\n');
  if (end < 0) return { status: 0, head: '', body: '' };
  return { status: Number(rest.slice(9, 12)), head: rest.slice(0, end), body: rest.slice(end + 4) };
}
