import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  const window = await openConsole(browser, product);
  await registerPaper(window);
  await untilFound(window);
  await window.close();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A paper whose document is a PDF of our own: a receipt, with words that no row of the book has. */
async function registerPaper({ context, read }: ConsoleWindow) {
  const year = new Date().getFullYear();
  const receipt = await context.request.get(`/api/v1/registers/general/entries/${year}/1/receipt.pdf`);
  const upload = await context.request.post('/api/v1/uploads?name=dovada.pdf', {
    data: await receipt.body(),
    headers: { 'content-type': 'application/octet-stream', origin: product.address },
  });
  const { id } = (await upload.json()) as { id: string };
  await read('/registers/general/entries', {
    ...{ requestId: crypto.randomUUID(), channel: 'counter', direction: 'in', subject: 'Acte în completare' },
    ...{ sender: { kind: 'natural', name: 'Anghelina Turturică' }, sheets: 1, annexes: 0, uploads: [id] },
    confirmGap: false,
  });
}

const typed = '„păstrați această dovadă”';

async function untilFound({ read }: ConsoleWindow) {
  const question = { text: typed, parties: false, filters: { documents: true } };
  await vi.waitFor(
    async () => expect(await read('/search', question)).toMatchObject({ entries: { count: 1 } }),
    { timeout: 200_000, interval: 1_000 },
  );
}

const path = `/cautare?${new URLSearchParams({ q: typed })}&documente=true`;

describe.each([
  { width: 1440, height: 900, dark: false },
  { width: 390, height: 844, dark: true },
])('what stands in a document, $width wide', (size) => {
  test('is found with its page, and opens there with the words marked, without a mouse', async () => {
    const window = await openConsole(browser, product, { ...size, path });
    const { page } = window;
    try {
      const hands = await layHands(page);
      await page.goto(path);
      const link = page.getByRole('link', { name: /dovada\.pdf/ });
      await link.waitFor();
      expect(await barriersOf(page)).toEqual([]);
      await link.focus();
      await page.keyboard.press('Enter');
      await page.locator('.opened-mark').first().waitFor();
      await page.locator('.opened-page[data-drawn]').waitFor();
      expect(await page.locator('.opened-mark').count()).toBe(3);
      expect(await barriersOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Fără filtrul „Doar în documente”' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.search-chips').waitFor({ state: 'detached' });
      expect(await hands.pointerEvents()).toEqual([]);
    } finally {
      await window.close();
    }
  });
});
