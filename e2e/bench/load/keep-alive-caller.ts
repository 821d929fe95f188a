import { connect, type Socket } from 'node:net';

/** One caller with one connection kept open: sends a whole request, waits for the whole answer. */
export type KeepAliveCaller = {
  /** Sends these bytes and calls back with status and body once the answer is whole. */
  ask(request: Buffer, answered: (status: number, body: Buffer) => void): void;
  close(): void;
};

/**
 * HTTP/1.1 by hand, for answers with `content-length` only: a client library costs as much as the server it is to
 * measure, and both share the machine's cores here. `failed` is told when the connection breaks.
 */
export function openCaller(address: URL, failed: (error: Error) => void): Promise<KeepAliveCaller> {
  return new Promise((resolve) => {
    const socket = connect({ host: address.hostname, port: Number(address.port), noDelay: true });
    socket.on('error', failed);
    socket.on('connect', () => resolve(toCaller(socket, failed)));
  });
}

function toCaller(socket: Socket, failed: (error: Error) => void): KeepAliveCaller {
  let waiting: ((status: number, body: Buffer) => void) | undefined;
  let received: Buffer = Buffer.alloc(0);
  socket.on('close', () => waiting && failed(new Error('the server closed the connection')));
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer === undefined || waiting === undefined) return;
    const answered = waiting;
    waiting = undefined;
    received = Buffer.alloc(0);
    answered(answer.status, answer.body);
  });
  return {
    ask: (request, answered) => {
      waiting = answered;
      socket.write(request);
    },
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

const headerEnd = Buffer.from('\r\n\r\n');

/** Status and body of an answer; undefined while part of it is missing. */
export function readAnswer(bytes: Buffer): { status: number; body: Buffer } | undefined {
  const end = bytes.indexOf(headerEnd);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without content-length: ${head.slice(0, 40)}`);
  const bodyEnd = end + headerEnd.length + Number(length);
  if (bytes.length < bodyEnd) return undefined;
  return { status: Number(head.slice(9, 12)), body: bytes.subarray(end + headerEnd.length, bodyEnd) };
}
