import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ApiDoor } from './api-door.ts';

/** Makes whole HTTP requests that upload a file of so many bytes, every one other bytes. */
export function uploadRequests({ address, token }: ApiDoor, size: number): () => Buffer {
  const bytes = randomBytes(size);
  const head = Buffer.from(
    [
      'POST /api/v1/uploads?name=fisier.bin HTTP/1.1',
      `Host: ${address.host}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/octet-stream',
      `Content-Length: ${size}`,
      '\r\n',
    ].join('\r\n'),
  );
  return () => Buffer.concat([head, markBytes(bytes)]);
}

/** The same bytes with another beginning: another file to whoever names it by its hash. */
export function markBytes(bytes: Buffer): Buffer {
  bytes.write(randomUUID(), 'latin1');
  return bytes;
}

/** Streams a file of so many bytes to the server, a mebibyte at a time. Throws unless it is accepted. */
export async function streamUpload({ address, token }: ApiDoor, size: number): Promise<void> {
  const outgoing = request(new URL('/api/v1/uploads?name=mare.bin', address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-length': size,
    },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    outgoing.on('error', reject).on('response', (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    });
  });
  const [answered] = await Promise.all([status, pipeline(Readable.from(fileBytes(size)), outgoing)]);
  if (answered !== 201) throw new Error(`an upload was answered ${answered}`);
}

const pieceBytes = 1024 * 1024;

function* fileBytes(size: number): Generator<Buffer> {
  const piece = markBytes(randomBytes(pieceBytes));
  for (let left = size; left > 0; left -= pieceBytes) yield piece.subarray(0, left);
}
