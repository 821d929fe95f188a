import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../seeded-random.ts';

/** A mail server that takes everything, slowly; `taken` counts each Message-ID, whatever became of the answer. */
export type MailPeer = {
  url: string;
  taken: Map<string, number>;
  /** How many dialogues are under way now: a message begun and not answered. */
  underWay(): number;
  /** Waits until one is. */
  untilUnderWay(patienceMs: number): Promise<boolean>;
  stop(): Promise<void>;
};

/** It answers the whole message after up to `slownessMs`; whether it is answered or not, it has it. */
export async function openMailPeer(random: Random, slownessMs: number): Promise<MailPeer> {
  const taken = new Map<string, number>();
  const open = new Set<Socket>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      open.delete(socket);
      sockets.delete(socket);
    });
    converse(socket, {
      begun: () => open.add(socket),
      async whole(message) {
        await sleep(random() * slownessMs);
        const id = /^Message-ID:\s*(\S+)/im.exec(message)?.[1] ?? 'none';
        taken.set(id, (taken.get(id) ?? 0) + 1);
        await sleep(random() * slownessMs);
        open.delete(socket);
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    underWay: () => open.size,
    async untilUnderWay(patienceMs) {
      const deadline = performance.now() + patienceMs;
      while (open.size === 0 && performance.now() < deadline) await sleep(5);
      return open.size > 0;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

type Hearing = { begun(): void; whole(message: string): Promise<void> };

// RFC 5321, as little of it as a client needs that sends one message to one address.
function converse(socket: Socket, hearing: Hearing) {
  let heard = '';
  let message: string | undefined;
  const say = (line: string) => socket.writable && socket.write(`${line}\r\n`);
  say('220 exercitiu.example ESMTP');
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1');
    read();
  });
  function read() {
    if (message !== undefined) {
      const end = heard.indexOf('\r\n.\r\n');
      if (end < 0) return;
      message = heard.slice(0, end);
      heard = heard.slice(end + 5);
      const whole = message;
      message = undefined;
      void hearing.whole(whole).then(() => say('250 2.0.0 taken'));
      return read();
    }
    const end = heard.indexOf('\r\n');
    if (end < 0) return;
    const verb = heard.slice(0, 4).toUpperCase();
    heard = heard.slice(end + 2);
    if (verb === 'DATA') {
      message = '';
      hearing.begun();
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
      return;
    } else say(verb === 'EHLO' ? '250 exercitiu.example' : '250 ok');
    read();
  }
}
