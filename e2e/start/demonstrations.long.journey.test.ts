import type { PublicInstitution } from '@opis/contracts';
import { afterEach, expect, test } from 'vitest';
import { makeDataFolder } from '../support/demonstration.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct | undefined;
afterEach(() => product?.stop());

test.each([
  ['dgaspc', 'DGASPC Lunca Albă'],
  ['das', 'DAS Lunca Albă'],
])('OPIS_DEMO=%s starts as %s, its accounts let in and its register full', async (demo, shortName) => {
  product = await startProduct({ dataDir: makeDataFolder(), environment: { OPIS_DEMO: demo } });
  const institution = (await (
    await fetch(`${product.address}/api/v1/public/institution`)
  ).json()) as PublicInstitution;
  expect(institution.shortName).toBe(shortName);
  const signIn = { username: 'registrator', password: institution.demo?.password };
  const entered = await fetch(`${product.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signIn),
  });
  expect(entered.status).toBe(200);
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const summary = await fetch(`${product.address}/api/v1/registers/general/entries?limit=5`, {
    headers: { cookie },
  });
  expect(((await summary.json()) as { items: object[] }).items).toHaveLength(5);
});
