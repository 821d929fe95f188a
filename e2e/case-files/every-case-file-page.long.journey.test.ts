import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { visitScene } from '../support/scene.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { scenes } from './case-file-scenes.ts';

let product: RunningProduct;
let browser: Browser;
let head: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  head = await openConsole(browser, product, { username: 'sef', path: '/' });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test.each(scenes.map((scene) => [scene.name, scene] as const))(
  'nobody is kept out by %s',
  async (_name, scene) => {
    expect(await visitScene(head, scene)).toEqual([]);
  },
);
