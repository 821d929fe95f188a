import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scenes as administrationScenes } from '../administration/administration-scenes.ts';
import { inspectorScenes, registryScenes } from '../information-requests/request-scenes.ts';
import { scenes as partyScenes } from '../parties/party-scenes.ts';
import { scenes as petitionScenes } from '../petitions/petition-scenes.ts';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole, type WindowOptions } from '../support/console.ts';
import { type Scene, visitScene } from '../support/scene.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

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

const lists: readonly (readonly [username: string, scenes: readonly Scene[]])[] = [
  ['registrator', [...partyScenes, ...registryScenes]],
  ['inspector', inspectorScenes],
  ['sef', petitionScenes],
  ['administrator', administrationScenes],
];

describe.each(lists)('nobody is kept out, signed in as %s', (username, scenes) => {
  let desk: ConsoleWindow;
  beforeAll(async () => {
    desk = await openConsole(browser, product, { username, path: '/profil' });
  });
  afterAll(() => desk?.close());

  test.each(scenes.map((scene) => [scene.name, scene] as const))('by %s', async (_name, scene) => {
    expect(await visitScene(desk, scene)).toEqual([]);
    // On a phone by every rule: where the page has stopped.
    expect(await barriersOf(desk.page)).toEqual([]);
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
});

test.each(['auditor', 'arhivar', 'inspector'])('%s has no counter, and finds the rows', async (username) => {
  const desk = await openConsole(browser, product, { username, path: '/' });
  await desk.page.getByRole('link', { name: 'Registre', exact: true }).waitFor();
  expect(await desk.page.getByRole('link', { name: 'Ghișeu', exact: true }).count()).toBe(0);
  await desk.close();
});
