import type { CaseFilePage } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Scene, visitScene } from '../support/scene.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let inspector: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  inspector = await openConsole(browser, product, { username: 'inspector', path: '/lucrari' });
});
afterAll(async () => {
  await inspector?.close();
  await browser?.close();
  await product?.stop();
});

/** The sheet of the first work that has a term. */
async function sheetAddress({ read }: ConsoleWindow): Promise<string> {
  const { items } = await read<CaseFilePage>('/case-files?queue=mine&sort=due&limit=20');
  const row = items.find(({ due }) => due !== null);
  return `/lucrari/${row?.id}/termene/${row?.due?.termId}`;
}

const scenes: readonly Scene[] = [
  { name: 'the sheet of a term', path: sheetAddress, ready: 'text=Cum s-a calculat' },
  { name: 'the rules and the years', path: '/termene', ready: 'text=Ani verificați' },
  { name: 'a rule counted from a day', path: '/termene/TAC-02?de=2026-10-01', ready: 'text=Cel târziu' },
];

test.each(scenes.map((scene) => [scene.name, scene] as const))(
  'nobody is kept out of %s',
  async (_name, scene) => {
    expect(await visitScene(inspector, scene)).toEqual([]);
  },
);
