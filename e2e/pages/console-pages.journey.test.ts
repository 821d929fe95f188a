import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scenes as administrationScenes } from '../administration/administration-scenes.ts';
import { scenes as caseFileScenes } from '../case-files/case-file-scenes.ts';
import { scenes as counterScenes } from '../counter/console-scenes.ts';
import { scenes as partyScenes } from '../parties/party-scenes.ts';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { listenForFaults, type Scene, visitScene } from '../support/scene.ts';
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

/** Some of each kind, by the account that sees them; all of them in the long journeys beside each list. */
const samples: readonly (readonly [username: string, scenes: readonly Scene[], names: readonly string[]])[] =
  [
    [
      'registrator',
      counterScenes,
      ['the counter, with errors', 'a book with nothing found', 'a dialog with errors', 'the sheet of keys'],
    ],
    ['registrator', partyScenes, ['the queue of duplicates', 'two persons side by side']],
    [
      'sef',
      caseFileScenes,
      ['works chosen, filters open', 'a file, its chronology', 'what is to be endorsed'],
    ],
    [
      'administrator',
      administrationScenes,
      ['/administrare/structura?ales=persoane-adulte', '/administrare/oameni?ales=carmen-tutuianu'],
    ],
  ];

describe.each(samples)('nobody is kept out, signed in as %s', (username, scenes, names) => {
  let desk: ConsoleWindow;
  const faults: string[] = [];
  const visited = scenes.filter(({ name }) => names.includes(name));

  beforeAll(async () => {
    desk = await openConsole(browser, product, { username, path: '/profil' });
    listenForFaults(desk.page, faults);
  });
  afterAll(() => desk?.close());

  test('the sample is there', () => {
    expect(visited).toHaveLength(names.length);
  });

  test.each(visited.map((scene) => [scene.name, scene] as const))('by %s', async (_name, scene) => {
    expect(await visitScene(desk, scene)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

test('axe does find a barrier that is put there', async () => {
  const { page, close } = await openConsole(browser, product);
  await page.locator('#sender').waitFor();
  await page.evaluate(() => document.querySelector('label[for=sheets]')?.remove());
  expect(await barriersOf(page)).toEqual([expect.stringContaining('label')]);
  await close();
});

describe('before anybody is signed in', () => {
  test('the page to sign in keeps nobody out, at 320 px', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
    await page.goto(`${product.address}/intrare`);
    await page.locator('#username').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await page.close();
  });

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
  test.each([['auditor', 'Registre']])(
    '%s has no counter, and finds the rows under „%s”',
    async (username, label) => {
      const desk = await openConsole(browser, product, { username, path: '/' });
      await desk.page.getByRole('link', { name: label, exact: true }).waitFor();
      expect(await desk.page.getByRole('link', { name: 'Ghișeu', exact: true }).count()).toBe(0);
      await desk.close();
    },
  );

  test('the administrator begins where the machine says how it stands', async () => {
    const desk = await openConsole(browser, product, { username: 'administrator', path: '/' });
    await desk.page.waitForURL('**/sistem');
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await barriersOf(desk.page)).toEqual([]);
    await desk.close();
  });
});
