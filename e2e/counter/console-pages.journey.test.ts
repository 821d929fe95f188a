import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole, type WindowOptions } from '../support/console.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { listenForFaults, scenes, visitScene } from './console-scenes.ts';

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

// A third of the scenes; every one of them in every-console-page.long.journey.test.ts.
describe('nobody is kept out', () => {
  let desk: ConsoleWindow;
  const faults: string[] = [];

  beforeAll(async () => {
    desk = await openConsole(browser, product);
    listenForFaults(desk.page, faults);
  });
  afterAll(() => desk?.close());

  test.each(scenes.filter((_, at) => at % 3 === 0).map((scene) => [scene.name, scene] as const))(
    'by %s',
    async (_name, scene) => {
      await visitScene(desk.page, scene);
      expect(faults).toEqual([]);
    },
  );

  test('and axe does find a barrier that is put there', async () => {
    const { page } = desk;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/ghiseu');
    await page.locator('#sender').waitFor();
    await page.evaluate(() => document.querySelector('label[for=sheets]')?.remove());
    expect(await barriersOf(page)).toEqual([expect.stringContaining('label')]);
  });
});

describe('before anybody is signed in', () => {
  test.each([
    ['in the light', {}],
    ['in the dark', { dark: true }],
    ['at 320 px', { width: 320 }],
  ])(
    'the page to sign in keeps nobody out, %s',
    async (_where, { width = 1440, dark = false }: WindowOptions) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme: dark ? 'dark' : 'light',
      });
      const page = await context.newPage();
      await page.goto(`${product.address}/intrare`);
      await page.locator('#username').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      expect(await barriersOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      await context.close();
    },
  );

  test('an account of the demonstration is filled in by one press, and Enter enters', async () => {
    const page = await browser.newPage();
    await page.goto(`${product.address}/intrare`);
    await page.getByRole('button', { name: 'auditor' }).press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Registrul general de intrare-ieșire' }).waitFor();
    expect(await page.getByRole('link', { name: 'Ghișeu' }).count()).toBe(0);
    await page.close();
  });

  test('the first load weighs under 300 KB, fonts and all, compressed', async () => {
    const page = await browser.newPage();
    const weights: number[] = [];
    page.on('response', async (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/')) return;
      const body = await response.body();
      weights.push(/\.woff2$/.test(response.url()) ? body.length : gzipSync(body, { level: 9 }).length);
    });
    await page.goto(`${product.address}/intrare`);
    await page.locator('#username').waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(weights.length).toBeGreaterThan(4);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(300_000);
    await page.close();
  });
});

describe('what a person may not do', () => {
  test.each([
    ['auditor', 'Registre'],
    ['arhivar', 'Registre'],
    ['inspector', 'Registre'],
  ])('%s has no counter, and finds the rows under „%s”', async (username, label) => {
    const desk = await openConsole(browser, product, { username, path: '/' });
    await desk.page.getByRole('link', { name: label, exact: true }).waitFor();
    expect(await desk.page.getByRole('link', { name: 'Ghișeu', exact: true }).count()).toBe(0);
    await desk.close();
  });

  test('the administrator begins where the machine says how it stands', async () => {
    const desk = await openConsole(browser, product, { username: 'administrator', path: '/' });
    await desk.page.waitForURL('**/sistem');
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await barriersOf(desk.page)).toEqual([]);
    await desk.close();
  });
});
