import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let window: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  window = await openConsole(browser, product, { username: 'arhivar', path: '/registre' });
});
afterAll(async () => {
  await window?.close();
  await browser?.close();
  await product?.stop();
});

test('the book is exported by keyboard alone, left, found again after a reload, and fetched', async () => {
  const { page } = window;
  const hands = await layHands(page);
  await page.goto('/registre/general?stare=annulled');
  await page.getByRole('button', { name: 'Exportă' }).focus();
  await hands.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('nu este registrul întreg').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole('radio', { name: 'PDF, pentru hârtie' }).focus();
  await hands.press('ArrowRight');
  await dialog.getByText('Un fișier XLSX').waitFor();
  await dialog.getByRole('button', { name: 'Exportă' }).focus();
  await hands.press('Enter');
  await page.getByText('Exportul a început').waitFor();
  await page.reload();
  await page.getByRole('button', { name: /^Lucrări în curs/ }).focus();
  await hands.press('Enter');
  const link = page.getByRole('link', { name: /^Descarcă registru-general-.*\.xlsx/ });
  await link.waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await link.focus();
  const [download] = await Promise.all([page.waitForEvent('download'), hands.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^registru-general-\d{4}-01-01-\d{4}-12-31\.xlsx$/);
  expect(await hands.pointerEvents()).toEqual([]);
});

test('the closing of a year that is not over says so, how the book stands, and offers no act', async () => {
  const { page } = window;
  const year = new Date().getFullYear();
  await page.goto(`/registre/general/inchidere/${year}`);
  await page.getByText('nu s-a încheiat').waitFor();
  expect(await page.getByRole('button', { name: /^Închide registrul/ }).count()).toBe(0);
  expect(await barriersOf(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflowOf(page)).toBe(0);
});
