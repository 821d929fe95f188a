import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { type BenchMessage, benchMailbox } from './mail-messages.ts';

/** When the last message was acknowledged, and how long each took, in milliseconds from fast to slow. */
export type HandedOver = { ms: number; latenciesMs: Float64Array };

/** Hands the messages over by so many lines kept open, each the next one as soon as the last was answered „250”. */
export async function handOverAll(
  port: number,
  messages: readonly BenchMessage[],
  lines: number,
): Promise<HandedOver> {
  const waiting = [...messages];
  const latencies: number[] = [];
  const from = performance.now();
  const work = async () => {
    const line = await openLine(port);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const begun = performance.now();
      await line.hand(next);
      latencies.push(performance.now() - begun);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: lines }, work));
  return { ms: performance.now() - from, latenciesMs: Float64Array.from(latencies).sort() };
}

async function openLine(port: number) {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  const heard = async () => {
    let line: string;
    do line = (await answers.next()).value ?? '500 closed';
    while (line[3] === '-');
    if (!/^[23]/.test(line)) throw new Error(`the door for mail said ${line}`);
  };
  const say = (text: string | Buffer) => {
    socket.write(text);
    return heard();
  };
  await heard();
  await say('EHLO releu.example\r\n');
  return {
    async hand({ from, raw }: BenchMessage): Promise<void> {
      await say(`MAIL FROM:<${from}>\r\n`);
      await say(`RCPT TO:<${benchMailbox}>\r\n`);
      await say('DATA\r\n');
      // None of these messages has a line that begins with a dot.
      socket.write(raw);
      await say('.\r\n');
    },
    close: () => socket.end('QUIT\r\n'),
  };
}
