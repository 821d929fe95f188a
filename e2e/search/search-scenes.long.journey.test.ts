import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { scenes } from './search-scenes.ts';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe.each(scenes)('$name', ({ path, act }) => {
  test.each([
    { width: 1440, height: 900, dark: false },
    { width: 390, height: 844, dark: true },
  ])('has no barrier, $width wide', async (size) => {
    const window = await openConsole(browser, product, { ...size, path });
    try {
      await act(window.page);
      expect(await barriersOf(window.page)).toEqual([]);
      const { scroll, client } = await window.page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
    } finally {
      await window.close();
    }
  });
});
