// npm run screenshots: the pictures of README.md, taken from the running product with its demonstration.
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { drawPicture } from '../../apps/server/test/read-pdf.ts';
import { openBrowser } from '../support/browser.ts';
import { buildProduct } from '../support/built-product.ts';
import { openConsole } from '../support/console.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const password = 'Lunca-Alba-2026';

/** What each person finds in the morning: whose screen, where, how it is called, and what says it is drawn. */
const mornings = [
  { username: 'inspector', path: '/lucrari', name: 'lucrarile-mele', ready: '.peek li' },
  { username: 'sef', path: '/de-repartizat', name: 'de-repartizat', ready: 'main textarea' },
  { username: 'administrator', path: '/sistem', name: 'sistem', ready: '#watched-title' },
  { username: 'administrator', path: '/administrare', name: 'administrare', ready: '.unit-row' },
] as const;

buildProduct();
await mkdir(folder, { recursive: true });
// The address on the papers is the institution's own, not this machine's.
const product = await startProduct({ environment: { OPIS_PUBLIC_URL: 'https://lunca-alba.example' } });
const browser = await openBrowser();
try {
  await takeStaffPictures(browser, product.address);
  await takeWorkPictures(browser, product);
  await takePaperPictures(browser, product.address);
} finally {
  await browser.close();
  await product.stop();
}

async function takeStaffPictures(in_: Browser, address: string) {
  const page = await in_.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await keep(page, 'prima-pagina');
  await page.goto(`${address}/intrare`);
  await page.getByLabel('Nume de utilizator').waitFor();
  await keep(page, 'intrare-in-cont');
  await signIn(page);
  await page.keyboard.type('vad');
  await page.getByRole('option', { name: /Vadim/ }).waitFor();
  await keep(page, 'ghiseu-expeditor');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Recepția lucrărilor de reparații la Școala Gimnazială nr. 4');
  await page.keyboard.press('F9');
  await page.getByText(/^Numărul \d+ din/).waitFor({ state: 'attached' });
  await keep(page, 'ghiseu');
  await page.goto(`${address}/registre/general`);
  await page.getByRole('table').first().waitFor();
  await keep(page, 'registru');
  await page.goto(`${address}/persoane`);
  await keep(page, 'persoane');
  await page.goto(`${address}/cautare?q=canalizare`);
  await page.locator('.found-row').first().waitFor();
  await keep(page, 'cautare-rezultate');
  await page.goto(`${address}/persoane/dubluri`);
  await page.locator('.pair').first().waitFor();
  await keep(page, 'dubluri');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${address}/registre/general`);
  await keep(page, 'registru-telefon');
  await page.close();
}

async function takeWorkPictures(in_: Browser, product: RunningProduct) {
  for (const { username, path, name, ready } of mornings) {
    const { page, close } = await openConsole(in_, product, { username, path });
    await page.locator(ready).first().waitFor();
    await keep(page, name);
    if (name === 'lucrarile-mele') {
      await page.keyboard.press('Enter');
      await page.locator('.case-timeline li').first().waitFor();
      await keep(page, 'lucrare');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('indemn');
      await page.locator('.palette-row').nth(3).waitFor();
      await keep(page, 'cautare');
    }
    await close();
  }
}

async function signIn(page: Page) {
  await page.getByLabel('Nume de utilizator').fill('registrator');
  await page.getByLabel('Parolă', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/ghiseu');
}

/** A receipt and a label of one entry, and what the public page says of the receipt. */
async function takePaperPictures(in_: Browser, address: string) {
  const context = await in_.newContext({ viewport: { width: 390, height: 844 } });
  const headers = { 'sec-fetch-site': 'same-origin' };
  const api = context.request;
  await api.post(`${address}/api/v1/session`, { headers, data: { username: 'registrator', password } });
  const body = {
    requestId: randomUUID(),
    channel: 'counter',
    subject: 'Iluminat public stins pe strada Salcâmilor, între nr. 14 și nr. 30',
    sender: { kind: 'natural', name: 'Elena Țăranu-Ghiță' },
    sheets: 4,
    annexes: 2,
    category: 'sesizare',
  };
  const answer = await api.post(`${address}/api/v1/registers/general/entries`, { headers, data: body });
  const entry = (await answer.json()) as {
    year: number;
    number: number;
    receiptUrl: string;
    labelUrl: string;
  };
  await writePdfPicture(await (await api.get(address + entry.receiptUrl)).body(), 'dovada');
  await writePdfPicture(await (await api.get(address + entry.labelUrl)).body(), 'eticheta');
  const detail = await api.get(`${address}/api/v1/registers/general/entries/${entry.year}/${entry.number}`);
  const { receiptCode } = (await detail.json()) as { receiptCode: string };
  const page = await context.newPage();
  await page.goto(`${address}/v/g/${entry.year}/${entry.number}/${receiptCode}`);
  await keep(page, 'verificare-telefon');
  await context.close();
}

async function keep(page: Page, name: string) {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function writePdfPicture(pdf: Buffer, name: string) {
  await writeFile(join(folder, `${name}.png`), await drawPicture(pdf));
}
