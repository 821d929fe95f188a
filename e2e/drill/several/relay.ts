import { connect, createServer, type Socket } from 'node:net';
import type { Closing } from '../../../apps/server/src/platform/closing.ts';

/** An address that stays while the server behind it changes: what HAProxy, a virtual IP or Patroni's own does. */
export type Relay = { port: number; switchTo(port: number): void };

/** Opens a relay to a port of this machine. */
export async function openRelay(first: number, closing: Closing): Promise<Relay> {
  let target = first;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.add(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    switchTo(port) {
      target = port;
      for (const socket of open) socket.destroy();
    },
  };
}
