import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
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

const board = '/serviciul-meu';
const across = '/situatii?de=2020-01-01&pe=unit&coloane=state';

/** Rows of the list under a number, all its pages opened. */
async function rowsOpened(page: Page): Promise<number> {
  await page.locator('.reported[aria-busy="false"]').waitFor();
  for (const more = page.getByRole('button', { name: 'Arată mai multe' }); (await more.count()) > 0; ) {
    const before = await page.locator('.reported-list > li').count();
    await more.click();
    await expect.poll(() => page.locator('.reported-list > li').count()).toBeGreaterThan(before);
  }
  return page.locator('.reported-list > li').count();
}

/** Clicks every number there, one after another; each must open as many works as it says. */
async function openEach(page: Page, selector: string, most: number): Promise<number> {
  const numbers = page.locator(selector);
  await numbers.first().waitFor();
  const count = Math.min(await numbers.count(), most);
  for (let at = 0; at < count; at += 1) {
    const said = Number((await numbers.nth(at).innerText()).replace(/\D/g, ''));
    await numbers.nth(at).click();
    const address = new URL(page.url()).search;
    expect(await rowsOpened(page), address).toBe(said);
    await page.getByRole('button', { name: 'Închide lista' }).click();
    await page.locator('.reported').waitFor({ state: 'detached' });
  }
  return count;
}

test('numbers of the board and totals of a report open as many works as they say', async () => {
  const desk = await openConsole(browser, product, { username: 'director', path: board });
  expect(await openEach(desk.page, 'a.board-count', 4)).toBeGreaterThan(0);
  expect(await openEach(desk.page, '.board-bars a', 2)).toBeGreaterThan(0);
  await desk.page.getByRole('button', { name: 'Tabel' }).first().click();
  expect(await openEach(desk.page, '.board-table a', 8)).toBeGreaterThan(4);
  await desk.page.goto(across);
  expect(await openEach(desk.page, '.report-table tfoot a', 6)).toBeGreaterThan(1);
  await desk.close();
});

test('the board, the report and the monthly lists can be used by everybody, on any screen', async () => {
  const desk = await openConsole(browser, product, { username: 'director', path: '/profil' });
  const faults: string[] = [];
  listenForFaults(desk.page, faults);
  const scenes: readonly Scene[] = [
    { name: 'a number of the board', path: `${board}?cifra=open`, ready: '.reported-list > li' },
    { name: 'a report with its totals', path: `${across}&cifra=all`, ready: '.reported-list > li' },
    { name: 'the monthly lists', path: '/situatii/nerezolvate', ready: '.state, .is-lists' },
  ];
  for (const scene of scenes) expect(await visitScene(desk, scene), scene.name).toEqual([]);
  expect(faults).toEqual([]);
  await desk.close();
});
