import type { LiveNews } from '@opis/contracts';
import { afterAll } from 'vitest';
import type { Product } from '../src/compose.ts';
import { identityHook, identityRoutes } from '../src/modules/identity/index.ts';
import { type LiveDeps, liveRoutes } from '../src/modules/live/index.ts';
import { createHttp } from '../src/platform/http/http.ts';

/** Another process with the live door alone, on the same database; looks and beats often. Answers its address. */
export async function aLiveProcess(product: Product, changes: Partial<LiveDeps> = {}) {
  const { db, clock, log, registers, identity } = product;
  const app = createHttp({ log, trustProxy: false });
  await identityHook(app, { ...identity, log });
  identityRoutes(app, {
    ...identity,
    relyingParty: { id: 'localhost', origin: 'http://localhost', name: async () => 'Primăria' },
  } as never);
  await liveRoutes(app, {
    db,
    clock,
    log,
    registers,
    mayWatch: async () => false,
    beatMs: 50,
    everyMs: 20,
    ...changes,
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  afterAll(() => app.close());
  return { app, address };
}

/** A page that listens: news in the order in which they came; beats without news are left out. */
export async function aLiveReader(
  address: string,
  headers: Record<string, string>,
  query = '',
): Promise<{
  response: Response;
  /** The next news that says something; undefined when the stream ended. */
  next(): Promise<LiveNews | undefined>;
  /** The place of the last news or beat. */
  place(): string;
  cut(): void;
}> {
  const cutter = new AbortController();
  const response = await fetch(`${address}/api/v1/live${query}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: cutter.signal,
  });
  const events = readEvents(response);
  let place = '';
  const take = async () => {
    for (;;) {
      const { value, done } = await events.next();
      if (done) return undefined;
      place = value.place;
      if (value.everything || value.changes.length > 0) return value;
    }
  };
  // The first one says where the stream begins.
  if (response.ok) place = (await events.next()).value?.place ?? '';
  return { response, next: take, place: () => place, cut: () => cutter.abort() };
}

async function* readEvents(response: Response): AsyncGenerator<LiveNews> {
  let text = '';
  try {
    for await (const bytes of response.body ?? []) {
      text += Buffer.from(bytes as Uint8Array).toString('utf8');
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const data = part.split('\n').find((line) => line.startsWith('data: '));
        if (data) yield JSON.parse(data.slice(6)) as LiveNews;
      }
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AssertionError') throw error;
  }
}
