import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole, type WindowOptions } from '../support/console.ts';
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

/** A page or a state of one: where it is, and the hands that bring it about. */
type Scene = { name: string; path: string; ready: string; act?: (page: Page) => Promise<unknown> };

const scenes: readonly Scene[] = [
  { name: 'the counter, ready', path: '/ghiseu', ready: '#sender' },
  {
    name: 'the counter, a sender being typed',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.type('ana');
      await page.locator('[role=option]').first().waitFor();
    },
  },
  {
    name: 'the counter, a new sender',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.type('Nimeni Necunoscutu');
      await page.locator('[role=option]', { hasText: 'Adaugă persoană nouă' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('#sender-cnp').waitFor();
    },
  },
  {
    name: 'the counter, with errors',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'the counter, with the line cut',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.route('**/registers/general/entries', (route) => route.abort());
      await typePaper(page);
      await page.getByText('Documentul NU a primit număr.').waitFor();
    },
  },
  {
    name: 'the counter, a number given',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await typePaper(page);
      await page.locator('output').waitFor();
    },
  },
  {
    name: 'the models',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.press('F4');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'the book', path: '/registre/general', ready: '.book-table tbody a, .book-card' },
  { name: 'an empty book', path: '/registre/general?an=1999', ready: '.state' },
  {
    name: 'a book with nothing found',
    path: '/registre/general?canal=military-post&stare=annulled',
    ready: '.state',
  },
  { name: 'an entry', path: '/registre/general/2026/12', ready: '.entry-title' },
  { name: 'an entry that nobody has', path: '/registre/general/2026/9999999', ready: '.entry .state' },
  ...['annul', 'correct', 'join', 'route', 'dispatch', 'classify'].map((act) => ({
    name: `the dialog to ${act}`,
    path: `/registre/general/2026/15?act=${act}`,
    ready: 'dialog[open]',
  })),
  {
    name: 'a dialog with errors',
    path: '/registre/general/2026/15?act=annul',
    ready: 'dialog[open]',
    act: async (page) => {
      await page.getByRole('button', { name: 'Anulează numărul' }).last().click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'the search for persons', path: '/persoane', ready: '.state' },
  { name: 'the persons found', path: '/persoane?q=ana', ready: '.party-item' },
  { name: 'nobody found', path: '/persoane?q=zzzzzz', ready: '.state' },
  {
    name: 'a person',
    path: '/persoane?q=ana',
    ready: '.party-item',
    act: async (page) => {
      await page.locator('.party-name').first().click();
      await page.locator('.party-card').waitFor();
    },
  },
  { name: 'the profile', path: '/profil', ready: '.session' },
  {
    name: 'the sheet of keys',
    path: '/profil',
    ready: '.session',
    act: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'a page that is not there', path: '/nimic', ready: '.state' },
];

describe('nobody is kept out', () => {
  let desk: ConsoleWindow;
  const faults: string[] = [];

  beforeAll(async () => {
    desk = await openConsole(browser, product);
    desk.page.on('pageerror', (error) => faults.push(error.message));
    desk.page.on(
      'console',
      (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()),
    );
  });
  afterAll(() => desk?.close());

  // One visit for all of them: the same page in the light, in the dark, with its text doubled, on a phone.
  test.each(scenes.map((scene) => [scene.name, scene] as const))('by %s', async (_name, scene) => {
    const { page } = desk;
    await page.unrouteAll();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(scene.path);
    await page.locator(scene.ready).first().waitFor();
    await scene.act?.(page);
    expect(await barriersOf(page)).toEqual([]);
    await expect.poll(() => overflowOf(page)).toBe(0);

    await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: 'dark' }));
    expect(await barriersOf(page, (axe) => axe.withRules(['color-contrast']))).toEqual([]);

    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await expect.poll(() => overflowOf(page)).toBe(0);

    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => overflowOf(page)).toBe(0);
    expect(
      await barriersOf(page, (axe) => axe.withRules(['target-size', 'scrollable-region-focusable'])),
    ).toEqual([]);
    expect(faults).toEqual([]);
  });

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
      await page.goto(product.address);
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
    await page.goto(product.address);
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
    await page.goto(product.address);
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

  test('the administrator is told kindly that the screens of administration are not here yet', async () => {
    const desk = await openConsole(browser, product, { username: 'administrator', path: '/' });
    await desk.page.getByRole('heading', { name: 'Bine ați venit' }).waitFor();
    expect(await barriersOf(desk.page)).toEqual([]);
    await desk.close();
  });
});

async function typePaper(page: Page) {
  await page.keyboard.type('Nimeni Necunoscutu');
  await page.keyboard.press('Enter');
  await page.keyboard.type(`Cerere ${crypto.randomUUID()}`);
  await page.keyboard.press('F9');
}
