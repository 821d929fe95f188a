import type { IntakePage } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
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

test('three messages are decided by one key each, and the next one opens by itself', async () => {
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page, read } = officer;
  const hands = await layHands(page);
  await page.goto('/e-mail');
  const before = await read<IntakePage>('/mail-intake');
  await page.locator('.intake-open:focus').waitFor();
  await page.getByRole('button', { name: 'Înregistrează și confirmă' }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  const [first, second, third] = before.items;
  for (const item of [first, second, third]) {
    await page.locator(`[data-shown="${item?.id}"]`).waitFor();
    await page.locator(`[data-message="${item?.id}"] .intake-open:focus`).waitFor();
    await hands.press('Enter');
  }
  await page.locator(`[data-message="${third?.id}"]`).waitFor({ state: 'detached' });
  await expect.poll(async () => (await read<IntakePage>('/mail-intake')).waiting).toBe(before.waiting - 3);
  expect(hands.presses()).toBe(3);
  expect(await hands.pointerEvents()).toEqual([]);
  const done = await read<IntakePage>('/mail-intake?view=done');
  for (const item of [first, second, third]) {
    expect(done.items.find(({ id }) => id === item?.id)?.registrationNumber).toMatch(
      /^\d+\/\d\d\.\d\d\.\d{4}$/,
    );
  }
  await officer.close();
});
