import type { PartyPage, PartySuggestions } from '@opis/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Hands, layHands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let desk: ConsoleWindow;
let page: Page;
let hands: Hands;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  desk = await openConsole(browser, product, { path: '/persoane/dubluri' });
  page = desk.page;
  hands = await layHands(page);
  await page.reload();
});
afterAll(async () => {
  await desk?.close();
  await browser?.close();
  await product?.stop();
});

const idOf = async (name: string) =>
  (await desk.read<PartySuggestions>('/parties/search', { q: name })).items.find(
    (party) => party.name === name,
  )?.id ?? '';
const pageOf = (id: string) => desk.read<PartyPage>(`/parties/${id}`);

async function tabTo(words: RegExp) {
  for (let presses = 0; presses < 80; presses++) {
    const name = await page.evaluate(() => {
      const active = document.activeElement;
      return active ? (active.getAttribute('aria-label') ?? active.textContent ?? '') : '';
    });
    if (words.test(name)) return;
    await hands.press('Tab');
  }
  throw new Error(`nothing called ${words} is reached by Tab`);
}

test('two writings of a person are compared, merged and taken apart again, by keys alone', async () => {
  await page.locator('.pair').first().waitFor();
  const older = await idOf('Prundaru Vasile');
  const before = await pageOf(older);
  await tabTo(/^Compară cu Prundaru Vasile: Prundariu Vasile/);
  await hands.press('Enter');
  await page.locator('.merge-table').waitFor();
  await tabTo(/^Numele: care rămâne/);
  await hands.press('ArrowRight');
  await hands.press('Control+Enter');
  await page.waitForURL(`**/persoane/${older}`);
  expect(await pageOf(older)).toMatchObject({ name: 'Prundariu Vasile', entryCount: before.entryCount + 1 });

  await tabTo(/^Desface unirea cu/);
  await hands.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'act-reason');
  await hands.type('Sunt tată și fiu');
  await hands.press('Enter');
  await page.locator('h1', { hasText: 'Prundaru Vasile' }).waitFor();
  const after = await pageOf(older);
  expect({ ...after, entries: after.entries.length }).toEqual({ ...before, entries: before.entries.length });
  expect(await hands.pointerEvents()).toEqual([]);
});
