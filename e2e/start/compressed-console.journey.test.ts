import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;

beforeAll(async () => {
  product = await startProduct({ environment: { OPIS_DEMO: '0' } });
});

afterAll(() => product?.stop());

test('the console leaves compressed for a browser that can read it, and whole for one that cannot', async () => {
  const ask = (path: string, encoding: string) =>
    fetch(product.address + path, { headers: { accept: 'text/html,*/*', 'accept-encoding': encoding } });
  const page = await (await ask('/ghiseu', 'identity')).text();
  const script = /\/assets\/index-[\w-]+\.js/.exec(page)?.[0] ?? '';
  const encodings = await Promise.all(
    ['br', 'gzip', 'identity'].map(async (encoding) =>
      (await ask(script, encoding)).headers.get('content-encoding'),
    ),
  );
  expect(encodings).toEqual(['br', 'gzip', null]);
});
