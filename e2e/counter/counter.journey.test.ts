import type { EntryDetail, EntryPage, PartySuggestion } from '@opis/contracts';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Hands, layHands, quickTypist } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let desk: ConsoleWindow;
let page: Page;
let hands: Hands;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  desk = await openConsole(browser, product);
  page = desk.page;
  hands = await layHands(page);
});
afterAll(async () => {
  await desk?.close();
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  await page.unrouteAll();
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('/ghiseu');
  await untilFocus('sender');
});

describe('at the counter', () => {
  test('a paper of a known sender gets its number in under 20 seconds, with at most 25 keys beyond the text', async () => {
    const sender = await aKnownPerson();
    const before = await lastNumber();
    const pressed = hands.presses();
    const start = performance.now();
    await hands.type(sender.name.slice(0, 12), quickTypist);
    await hands.press('Enter');
    await hands.type(`Reluarea plății indemnizației de însoțitor ${aWord()}`, quickTypist);
    await hands.press('Enter');
    await hands.type('pet', quickTypist);
    await hands.press('Enter');
    await hands.press('F9');
    const given = await numberOnStamp();
    const seconds = (performance.now() - start) / 1000;
    expect(given).toBe(before + 1);
    expect(seconds).toBeLessThan(20);
    expect(hands.presses() - pressed).toBeLessThanOrEqual(25);
    expect(await hands.pointerEvents()).toEqual([]);
    expect(await lastEntry()).toMatchObject({
      number: given,
      category: { code: 'petitie' },
      subRegister: 'petitii',
    });
  });

  test('the next paper begins at once: the form is empty, the cursor in its first field, the sender before one key away', async () => {
    const sender = await aKnownPerson();
    await hands.type(sender.name);
    await hands.press('Enter');
    await hands.type(`Cerere de adeverință ${aWord()}`);
    await hands.press('F9');
    const first = await numberOnStamp();
    await untilFocus('sender');
    expect(await page.inputValue('#subject')).toBe('');
    await hands.press('ArrowUp');
    await hands.press('Enter');
    await hands.type(`Completare ${aWord()}`);
    await hands.press('Control+Enter');
    await expect.poll(numberOnStamp).toBe(first + 1);
    expect((await lastEntry()).issuer).toBe(sender.name);
    expect(await hands.pointerEvents()).toEqual([]);
  });

  test('every field is reached and left with Enter alone, and the last one registers', async () => {
    const before = await lastNumber();
    await hands.type(`Toporașu ${aWord()}`);
    await hands.press('Enter');
    await hands.type('Sesizare privind iluminatul');
    await hands.press('Enter');
    await hands.type('sesi');
    await hands.press('Enter');
    await hands.press('Enter');
    await hands.type('412');
    await hands.press('Enter');
    await hands.type('ieri');
    await hands.press('Enter');
    await hands.type('3');
    await hands.press('Enter');
    await hands.type('2');
    await hands.press('Enter');
    // A new sender has four more fields, all optional.
    for (let field = 0; field < 4; field++) await hands.press('Enter');
    await expect.poll(lastNumber).toBe(before + 1);
    expect(await lastEntry()).toMatchObject({ issuerNumber: '412', sheets: 3, annexes: 2 });
    expect(await hands.pointerEvents()).toEqual([]);
  });

  test('a request for information that is spoken takes its number and its answer on one screen', async () => {
    await page.goto('/544/verbal');
    await untilFocus('info-sender');
    await hands.type('Trandafir Păpădie');
    await hands.press('Tab');
    await hands.press('Tab');
    await hands.type('Programul de audiențe');
    await hands.press('Tab');
    await hands.type('Marți, la ora 10.');
    await hands.press('Tab');
    await hands.press('ArrowDown');
    await hands.press('Control+Enter');
    await page.locator('.verbal-done').waitFor();
    expect(await hands.pointerEvents()).toEqual([]);
    expect(await barriersOf(page)).toEqual([]);
  });

  test('label and receipt are prepared for the printer without taking the keys', async () => {
    const asked: string[] = [];
    page.on(
      'request',
      (request) => /label\.pdf|receipt\.pdf/.test(request.url()) && asked.push(request.url()),
    );
    await aTypedPaper();
    await hands.press('F9');
    const number = await numberOnStamp();
    await page.getByText('Etichetă trimisă').waitFor();
    await page.getByText('Bon trimis').waitFor();
    await untilFocus('sender');
    expect(asked.map((url) => new URL(url).pathname)).toEqual([
      expect.stringMatching(`/${number}/label.pdf$`),
      expect.stringMatching(`/${number}/receipt.pdf$`),
    ]);
  });

  test('a file is sent while the hands type, shown page by page, and belongs to the entry', async () => {
    await page.setInputFiles('input[type=file]', {
      name: 'Cerere înștiințare.png',
      mimeType: 'image/png',
      buffer: picture,
    });
    await page.getByAltText('Cerere înștiințare.png, pagina 1').waitFor();
    await aTypedPaper();
    await hands.press('F9');
    await numberOnStamp();
    const { year, number } = await lastEntry();
    const detail = await desk.read<EntryDetail>(`/registers/general/entries/${year}/${number}`);
    expect(detail.documents).toMatchObject([{ name: 'Cerere înștiințare.png', pages: 1 }]);
  });

  test('the same paper of the same sender on the same day is shown before it gets a second number', async () => {
    const paper = await aTypedPaper();
    await hands.press('F9');
    const first = await numberOnStamp();
    await untilFocus('sender');
    await aTypedPaper(paper);
    await hands.press('F9');
    await page.getByRole('alert').getByText(`${first}/`).waitFor();
    expect(await lastNumber()).toBe(first);
    await page.getByText('Dacă este alt document, apăsați din nou F9.').waitFor();
    await hands.press('F9');
    await expect.poll(lastNumber).toBe(first + 1);
  });
});

test('a pointer that is used is seen, so that a journey without one means something', async () => {
  await page.mouse.move(200, 200);
  await page.mouse.down();
  await page.mouse.up();
  expect(await hands.pointerEvents()).toEqual(expect.arrayContaining(['mousemove', 'pointerdown', 'click']));
});

describe('with the line cut', () => {
  test('what was typed stays, no number is shown, and trying again gives one number', async () => {
    const before = await lastNumber();
    const { subject } = await aTypedPaper();
    await desk.context.setOffline(true);
    await hands.press('F9');
    await page.getByText('Documentul NU a primit număr.').waitFor();
    expect(await page.inputValue('#subject')).toBe(subject);
    expect(await page.locator('output').count()).toBe(0);
    await desk.context.setOffline(false);
    await page.getByText('Legătura s-a refăcut.').waitFor();
    await hands.press('F9');
    expect(await numberOnStamp()).toBe(before + 1);
    expect(await lastNumber()).toBe(before + 1);
    expect(await hands.pointerEvents()).toEqual([]);
  });

  test('after the server had done its work, the number that it gave is found and no other is made', async () => {
    const before = await lastNumber();
    await aTypedPaper();
    await loseNextAnswer();
    await hands.press('F9');
    await page.getByText('Documentul NU a primit număr.').waitFor();
    expect(await lastNumber()).toBe(before + 1);
    await hands.press('F9');
    expect(await numberOnStamp()).toBe(before + 1);
    expect(await lastNumber()).toBe(before + 1);
  });

  test('also when the page was closed and opened again in between', async () => {
    const before = await lastNumber();
    await aTypedPaper();
    await loseNextAnswer();
    await hands.press('F9');
    await page.getByText('Documentul NU a primit număr.').waitFor();
    await page.reload();
    await page.getByText('Documentul NU a primit număr.').waitFor();
    await hands.press('F9');
    expect(await numberOnStamp()).toBe(before + 1);
    expect(await lastNumber()).toBe(before + 1);
  });

  test('and the form changed meanwhile, both versions are shown and the paper keeps its one number', async () => {
    const before = await lastNumber();
    await aTypedPaper();
    await loseNextAnswer();
    await hands.press('F9');
    await page.getByText('Documentul NU a primit număr.').waitFor();
    await page.focus('#subject');
    await hands.press('End');
    await hands.type(' și a restanțelor');
    await hands.press('F9');
    await page.getByRole('dialog', { name: `Documentul primise deja numărul ${before + 1}/` }).waitFor();
    await hands.press('Enter');
    expect(await numberOnStamp()).toBe(before + 1);
    expect(await lastNumber()).toBe(before + 1);
    expect((await lastEntry()).subject).not.toContain('restanțelor');
  });

  test('an ended session asks to sign in over the page, and the paper goes on by itself', async () => {
    const before = await lastNumber();
    await aTypedPaper();
    await desk.context.clearCookies();
    await hands.press('F9');
    await page.getByRole('dialog', { name: 'Intrați din nou' }).waitFor();
    await hands.type('Lunca-Alba-2026');
    await hands.press('Enter');
    expect(await numberOnStamp()).toBe(before + 1);
    expect(await hands.pointerEvents()).toEqual([]);
  });
});

type Paper = { sender: string; subject: string };

/** Sender and content typed; nothing registered yet. */
async function aTypedPaper(paper?: Paper): Promise<Paper> {
  const typed = paper ?? { sender: (await aKnownPerson()).name, subject: `Cerere ${aWord()}` };
  await page.focus('#sender');
  await hands.type(typed.sender);
  await hands.press('Enter');
  await hands.type(typed.subject);
  return typed;
}

async function aKnownPerson(): Promise<PartySuggestion> {
  const { items } = await desk.read<{ items: PartySuggestion[] }>('/parties/search', { q: 'ana' });
  const person = items.find((party) => party.kind === 'natural');
  if (!person) throw new Error('the demonstration knows nobody of that name');
  return person;
}

async function lastEntry() {
  const { items } = await desk.read<EntryPage>('/registers/general/entries?order=desc&limit=1');
  const [entry] = items;
  if (!entry) throw new Error('the register is empty');
  return entry;
}

const lastNumber = async () => (await lastEntry()).number;

/** What the stamp says: „Numărul 12345 din 29.06.2026, ora 09:41”. */
async function numberOnStamp(): Promise<number> {
  const words = await page.locator('output').textContent();
  const [, number, date] =
    /^Numărul (\d+) din (\d{2}\.\d{2}\.\d{4}), ora \d{2}:\d{2}$/.exec(words ?? '') ?? [];
  if (number === undefined) throw new Error(`the stamp says „${words}”`);
  expect((await lastEntry()).registrationNumber).toBe(`${number}/${date}`);
  return Number(number);
}

async function untilFocus(id: string) {
  await page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
}

/** The next registration reaches the server and is answered; the answer never reaches the page. */
async function loseNextAnswer() {
  await page.route(
    '**/registers/general/entries',
    async (route: Route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
}

/** A word that no other paper of this run has: the register must not find them alike. */
function aWord(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 10);
}

/** One white pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);
