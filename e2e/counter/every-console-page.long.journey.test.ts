import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { listenForFaults, visitScene } from '../support/scene.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { scenes } from './console-scenes.ts';

let product: RunningProduct;
let browser: Browser;
let desk: ConsoleWindow;
const faults: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  desk = await openConsole(browser, product);
  listenForFaults(desk.page, faults);
});
afterAll(async () => {
  await desk?.close();
  await browser?.close();
  await product?.stop();
});

test.each(scenes.map((scene) => [scene.name, scene] as const))(
  'nobody is kept out by %s',
  async (_name, scene) => {
    expect(await visitScene(desk, scene)).toEqual([]);
    expect(faults).toEqual([]);
  },
);
