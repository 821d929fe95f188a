import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';

/** Hands messages over to the product’s own door for mail, one connection after another, as a relay does (RFC 5321). */
export async function handOver(
  port: number,
  to: string,
  messages: readonly { from: string; bytes: Buffer }[],
): Promise<void> {
  for (const { from, bytes } of messages) {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    const heard = async () => {
      let line: string;
      do line = (await lines.next()).value ?? '500 closed';
      while (line[3] === '-');
      if (!/^[23]/.test(line)) throw new Error(`the door for mail said ${line}`);
    };
    const say = (text: string) => {
      socket.write(`${text}\r\n`);
      return heard();
    };
    await heard();
    await say('EHLO releu.exemplu.ro');
    await say(`MAIL FROM:<${from}>`);
    await say(`RCPT TO:<${to}>`);
    await say('DATA');
    socket.write(Buffer.from(bytes.toString('latin1').replace(/(^|\r\n)\./g, '$1..'), 'latin1'));
    await say('\r\n.');
    socket.end('QUIT\r\n');
    await once(socket, 'close');
  }
}
