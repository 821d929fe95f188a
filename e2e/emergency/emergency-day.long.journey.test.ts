import { AxeBuilder } from '@axe-core/playwright';
import type { EmergencySheetDetail, EmergencySheets, EntryDetail, EntryPage } from '@opis/contracts';
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
  desk = await openConsole(browser, product, { path: '/urgenta' });
  page = desk.page;
  hands = await layHands(page);
  await page.reload();
});
afterAll(async () => {
  await desk?.close();
  await browser?.close();
  await product?.stop();
});

const sheets = async () => (await desk.read<EmergencySheets>('/emergency/sheets')).items;
const sheetOf = (id: string) => desk.read<EmergencySheetDetail>(`/emergency/sheets/${id}`);
const lastNumber = async () =>
  (await desk.read<EntryPage>('/registers/general/entries?order=desc&limit=1')).items[0]?.number ?? 0;
const untilFocus = (id: string) =>
  page.waitForFunction((wanted) => document.activeElement?.id === wanted, id, { timeout: 20_000 });

/** Tab until the hands are on what carries these words. */
async function tabTo(words: RegExp) {
  for (let presses = 0; presses < 60; presses++) {
    const name = await page.evaluate(() => {
      const active = document.activeElement;
      return active ? (active.getAttribute('aria-label') ?? active.textContent ?? '') : '';
    });
    if (words.test(name)) return;
    await hands.press('Tab');
  }
  throw new Error(`nothing called ${words} is reached by Tab`);
}

async function typeLine(line: { time: string; sender: string; subject: string; category?: string }) {
  await untilFocus('line-receivedTime');
  await hands.type(line.time);
  await hands.press('Enter');
  await hands.type(line.sender);
  await hands.press('Enter');
  await hands.type(line.subject);
  if (line.category !== undefined) {
    await hands.press('Enter');
    await untilFocus('line-category');
    await hands.type(line.category);
    await page.getByRole('option', { name: line.category }).first().waitFor();
    await hands.press('Enter');
  }
  await hands.press('F9');
}

test('an emergency day, by keys alone: a sheet is made, copied line after line, and every number has its end', async () => {
  const before = new Set((await sheets()).map((sheet) => sheet.id));
  await page.focus('#sheet-pages');
  await hands.press('Enter');
  await expect.poll(async () => (await sheets()).length, { timeout: 20_000 }).toBe(before.size + 1);
  const made = (await sheets()).find((sheet) => !before.has(sheet.id));
  if (made === undefined) throw new Error('no sheet was made');
  expect(made).toMatchObject({ open: 12, entered: 0 });

  // What is printed names every number of the sheet; looked at by its own test of the paper.
  const pdf = await desk.context.request.get(`/api/v1/emergency/sheets/${made.id}/sheet.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

  const last = await lastNumber();
  await page.goto(`/urgenta/${made.id}`);
  const now = new Date().toLocaleTimeString('ro', {
    timeZone: 'Europe/Bucharest',
    hour: '2-digit',
    minute: '2-digit',
  });
  await typeLine({ time: now, sender: 'Sântimbreanu Paraschiva', subject: 'Iluminat public stins' });
  await expect.poll(async () => (await sheetOf(made.id)).entered, { timeout: 20_000 }).toBe(1);
  await page.waitForFunction(
    (second) => document.querySelector('#line-title')?.textContent?.includes(second),
    (await sheetOf(made.id)).lines[1]?.code ?? '',
  );
  const second = { time: now.replace(':', '.'), sender: 'Țepeluș Ilie', subject: 'Zgomot pe timpul nopții' };
  await typeLine({ ...second, category: 'Petiție' });
  await expect.poll(async () => (await sheetOf(made.id)).entered, { timeout: 20_000 }).toBe(2);

  const { lines } = await sheetOf(made.id);
  expect(lines.slice(0, 2).map((line) => line.entry?.number)).toEqual([last + 1, last + 2]);
  // What it is decides of a line as at the counter: its sub-register, and with the procedure the term.
  const paper = await desk.read<EntryDetail>(
    `/registers/general/entries/${new Date().getFullYear()}/${last + 2}`,
  );
  expect(paper.subRegister).toBe('petitii');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);

  await tabTo(/Închide rândurile rămase/);
  await hands.press('Enter');
  await untilFocus('void-reason');
  await hands.press('Enter');
  await expect.poll(async () => (await sheetOf(made.id)).open, { timeout: 20_000 }).toBe(0);
  await page.getByText('Foaia este încheiată').waitFor();
  expect(await hands.pointerEvents()).toEqual([]);

  const place = await desk.read<{ number: number }>(
    `/emergency/entries?number=${encodeURIComponent(lines[1]?.code ?? '')}`,
  );
  expect(place.number).toBe(last + 2);
});
