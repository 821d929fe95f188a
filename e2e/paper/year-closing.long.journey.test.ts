import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookClosing } from '../../packages/contracts/src/index.ts';
import { faketimeRemedy, findFaketime, openFalseClock } from '../drill/faults/false-clock.ts';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { makeDataFolder } from '../support/demonstration.ts';
import { layHands } from '../support/hands.ts';
import { runOpis } from '../support/opis.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

// The database's own user reads the clock too.
const folder = makeDataFolder();
const newYear = new Date().getFullYear() + 1;
let product: RunningProduct;
let browser: Browser;
let window: ConsoleWindow;

// A town hall in the first days of a year: its demonstration has the last months of the year before.
beforeAll(async () => {
  const library = findFaketime();
  if (library === undefined) throw new Error(faketimeRemedy);
  const clock = openFalseClock(library, join(folder, 'clock'));
  clock.set(new Date(`${newYear}-01-08T09:00:00Z`));
  product = await startProduct({ environment: { ...clock.environment, OPIS_DEMO: '1' } });
  browser = await openBrowser();
  window = await openConsole(browser, product, { username: 'arhivar', path: '/registre/general' });
});
afterAll(async () => {
  await window?.close();
  await browser?.close();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the archivist closes the past year by keyboard alone, and prints the minutes', async () => {
  const { page } = window;
  const year = newYear - 1;
  const address = `/registers/general/books/${year}/closing`;
  const before = await window.read<BookClosing>(address);
  expect(before).toMatchObject({ state: 'open', gaps: [], mayClose: true });
  const hands = await layHands(page);
  await page.goto(`/registre/general/inchidere/${year}`);
  await page.getByText('Ce se închide').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('checkbox').focus();
  await hands.press('Space');
  await page.getByRole('button', { name: `Închide registrul anului ${year}` }).focus();
  await hands.press('Enter');
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Închide definitiv' }).focus();
  await hands.press('Enter');
  await page.getByText('Ce s-a închis').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  const after = await window.read<BookClosing>(address);
  expect(after).toMatchObject({ state: 'closed', hash: before.hash, count: before.count });
  const paper = await window.context.request.get(`/api/v1${address}.pdf`);
  expect(paper.headers()['content-type']).toBe('application/pdf');
  expect(await hands.pointerEvents()).toEqual([]);
});

test('the closed book verifies', async () => {
  expect(await runOpis(['verify'], { dataDir: product.dataDir })).toMatchObject({ code: 0 });
});
