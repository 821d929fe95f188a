import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CaseFileDetail, encodeLabelCode, type ScanTray } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageToScan } from '../../apps/server/test/a-scan.ts';
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
  scanDir = await mkdtemp(join(tmpdir(), 'opis-mixed-stack-'));
  product = await startProduct({
    environment: { OPIS_SCAN_DIR: scanDir, OPIS_PUBLIC_URL: 'https://lunca-alba.example' },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(scanDir, { recursive: true, force: true });
});

const angles = [0, 180, 5, -4, 90, 0];
const separator: PageToScan = { separator: true };

test('sixty mixed pages end where they belong, in at most twelve keys beside three numbers, without a pointer', async () => {
  const window = await openConsole(browser, product, { path: '/' });
  const { page } = window;
  const sure = [];
  for (let index = 0; index < 16; index += 1)
    sure.push(await aLabelledEntry(window, { sheets: 1 + (index % 3) }));
  const torn = await aLabelledEntry(window, { sheets: 2 });
  const doubleSided = await aLabelledEntry(window, { sheets: 1 });
  const byHand = await aLabelledEntry(window, { sheets: 2 });
  const pages: PageToScan[] = [
    // Sixteen papers with their labels, however they were fed, one after the other: 32 pages, a courier's code on some.
    ...sure.flatMap(({ label }, index): PageToScan[] => [
      { label, angle: angles[index % angles.length] ?? 0 },
      ...Array.from(
        { length: index % 3 },
        (): PageToScan =>
          index % 2 ? { code128: '2901234567890' } : { qr: 'https://facturi.example/v/G/2026/1' },
      ),
    ]),
  ];
  pages.push(
    // A blank back, which goes with its paper but is no sheet of it.
    separator,
    { label: doubleSided.label },
    {},
    { blank: true },
    separator,
    { label: torn.label, torn: true },
    {},
    separator,
    {},
    { words: 'A doua pagina a unei cereri fara eticheta' },
    separator,
    // Another institution's label, and its receipt: no entry of ours.
    { label: encodeLabelCode({ register: 'G', year: 2026, number: 987_654 }) },
    separator,
    { qr: 'HTTPS://VALEA-MICA.EXAMPLE/V/G/2026/1/7QKD-4M2P' },
    separator,
  );
  while (pages.length < 60) pages.push({ blank: true });
  await dropScan(scanDir, 'teanc-60.pdf', pages);
  const hands = await layHands(page);
  await page.goto('/scanari');
  const item = page.locator('.scan-item', { hasText: 'teanc-60.pdf' });
  await item.waitFor();
  await item.focus();
  await hands.press('Enter');
  await page.locator('.scan-tile').first().waitFor({ timeout: 300_000 });
  expect(await barriersOf(page)).toEqual([]);
  const { items } = await window.read<ScanTray>('/scans');
  const scan = items.find(({ name }) => name === 'teanc-60.pdf');
  expect(scan?.pages).toBe(60);

  await hands.press('Control+Enter');
  await page.getByText('16 documente sunt acum în dosare.').waitFor({ timeout: 120_000 });
  // The one with two written pages on one sheet: looked at, and filed where its label says.
  await page
    .locator('.scan-stack.is-current .scan-number', { hasText: doubleSided.registrationNumber })
    .waitFor();
  await page.locator('.scan-doubts').waitFor();
  await hands.press('a');
  await page.getByText(`acum în dosarul ${doubleSided.registrationNumber}.`).waitFor();
  // The torn label and the paper without one: by their numbers.
  for (const entry of [torn, byHand]) {
    await page.locator('.scan-stack.is-current .tag', { hasText: /fără număr|de văzut/ }).waitFor();
    await hands.press('n');
    await hands.type(entry.registrationNumber);
    await hands.press('Enter');
    await page.locator('.scan-entry .scan-number', { hasText: entry.registrationNumber }).waitFor();
    await hands.press('Enter');
    await page.getByText(`acum în dosarul ${entry.registrationNumber}.`).waitFor();
  }
  const left = await window.read<{ stacks: { entry: null; pages: { codes: object[] }[] }[] }>(
    `/scans/${scan?.id}`,
  );
  // What is nobody's of ours waits, and no number was made of it.
  expect(left.stacks.map(({ entry, pages: [first] }) => [entry, first?.codes.length])).toEqual([
    [null, 1],
    [null, 1],
    [null, 0],
  ]);
  const wanted = [
    ...sure.map((entry, index) => ({ entry, pages: 1 + (index % 3) })),
    { entry: doubleSided, pages: 3 },
    { entry: torn, pages: 2 },
    { entry: byHand, pages: 2 },
  ];
  for (const { entry, pages: count } of wanted) {
    const { items: opis } = await window.read<CaseFileDetail>(`/case-files/${entry.id}`);
    expect(opis.flatMap(({ file }) => file?.pages ?? [])).toEqual([count]);
  }
  expect(await hands.pointerEvents()).toEqual([]);
  expect(hands.presses()).toBeLessThanOrEqual(12);
  await window.close();
}, 600_000);
