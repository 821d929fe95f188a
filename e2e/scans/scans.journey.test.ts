import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseFileDetail } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { aLabelledEntry, dropScan } from '../support/scans.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let scanDir: string;
beforeAll(async () => {
  scanDir = await mkdtemp(join(tmpdir(), 'opis-scan-journey-'));
  product = await startProduct({ environment: { OPIS_SCAN_DIR: scanDir } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(scanDir, { recursive: true, force: true });
});

test('a small stack goes where it belongs in three keys and a number; the last scan goes to the counter in one', async () => {
  const window = await openConsole(browser, product, { path: '/' });
  const { page } = window;
  const one = await aLabelledEntry(window);
  const two = await aLabelledEntry(window);
  await dropScan(scanDir, 'teanc.pdf', [{ label: one.label }, { separator: true }, { angle: 3 }]);
  const hands = await layHands(page);
  await page.goto('/scanari');
  await page.locator('.scan-item', { hasText: 'teanc.pdf' }).waitFor();
  await page.locator('.scan-item', { hasText: 'teanc.pdf' }).focus();
  await hands.press('Enter');
  await page.locator('.scan-tile').first().waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await hands.press('Control+Enter');
  await page.getByText('Un document este acum în dosare.').waitFor();
  await hands.press('n');
  await hands.type(two.registrationNumber);
  await hands.press('Enter');
  await page.locator('.scan-entry .scan-number', { hasText: two.registrationNumber }).waitFor();
  await hands.press('Enter');
  await page.getByText(`Pagina este acum în dosarul ${two.registrationNumber}.`).waitFor();
  for (const { id } of [one, two]) {
    const { items } = await window.read<CaseFileDetail>(`/case-files/${id}`);
    expect(items.flatMap(({ file }) => file?.pages ?? [])).toEqual([1]);
  }
  await dropScan(scanDir, 'la-ghiseu.pdf', [{ words: 'Cerere adusa la ghiseu' }]);
  await page.goto('/ghiseu');
  await page.locator('.last-scan', { hasText: 'la-ghiseu.pdf' }).waitFor();
  await hands.press('Insert');
  await page.locator('.paper-file', { hasText: 'la-ghiseu.pdf' }).waitFor();
  await expect.poll(() => page.locator('.last-scan', { hasText: 'la-ghiseu.pdf' }).count()).toBe(0);
  expect(await hands.pointerEvents()).toEqual([]);
  await window.close();
});
