import { createServer } from 'node:net';
import { OperatorError } from '../platform/operator-error.ts';
import { startText } from '../platform/start-texts.ts';

/** Throws when the server could not listen there: asked first, before a long start is done in vain. */
export async function requireFreePort(address: { host: string; port: number }): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.on('error', (error) => reject(toOperatorError(error, address)));
    probe.listen(address.port, address.host, () => probe.close(() => resolve()));
  });
}

/** Says in a sentence why the server may not listen; any other error is passed on. */
export function toOperatorError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const values = { host, port: String(port) };
  if (code === 'EADDRINUSE') return new OperatorError(startText('serve.port-taken', values));
  if (code === 'EACCES') return new OperatorError(startText('serve.port-forbidden', values));
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new OperatorError(startText('serve.no-address', values));
  return error;
}
