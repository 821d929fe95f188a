import { randomUUID } from 'node:crypto';
import type {
  CaseFileDetail,
  CaseFileRef,
  Colleague,
  EntryDetail,
  LetterPage,
  RegisterDocumentResponse,
} from '@opis/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPdf } from '../../apps/server/test/a-pdf.ts';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Hands, layHands } from '../support/hands.ts';
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

/** A petition that lies with the inspector; its file and its number. */
async function aPetition(counter: ConsoleWindow, head: ConsoleWindow) {
  const entry = await counter.read<RegisterDocumentResponse>('/registers/general/entries', {
    requestId: randomUUID(),
    channel: 'counter',
    subject: 'Iluminatul public de pe strada Salcâmilor',
    sender: { kind: 'natural', name: 'Elena Țăranu-Ghiță', address: 'Str. Salcâmilor nr. 22, Lunca Albă' },
    sheets: 2,
    annexes: 0,
    unit: 'persoane-adulte',
    category: 'petitie',
  });
  const address = `/registers/general/entries/${entry.year}/${entry.number}`;
  const { id } = await counter.read<CaseFileRef>(`${address}/case-file`);
  const { items } = await head.read<{ items: Colleague[] }>('/colleagues');
  const inspector = items.find(({ displayName }) => displayName.includes('Stănciulescu'));
  await head.read(`/case-files/${id}/assign`, {
    requestId: randomUUID(),
    version: 1,
    to: { person: inspector?.staffId },
  });
  return { id, address, number: String(entry.number) };
}

test('a petition is answered by keyboard: written, endorsed, signed by two, registered, handed over, its term met', async () => {
  const counter = await openConsole(browser, product);
  const head = await openConsole(browser, product, { username: 'sef', path: '/' });
  const director = await openConsole(browser, product, { username: 'director', path: '/' });
  const inspector = await openConsole(browser, product, { username: 'inspector', path: '/' });
  const petition = await aPetition(counter, head);

  // Written from the template, with a field brought by „/”.
  const hands = await layHands(inspector.page);
  await write(inspector.page, hands, petition.id);
  expect(await barriersOf(inspector.page)).toEqual([]);
  expect(await overflowOf(inspector.page)).toBe(0);
  await sendOnRoute(inspector.page, hands);

  await answer(head, '/de-avizat', petition.number);
  await answer(head, '/de-semnat', petition.number);
  await answer(director, '/de-semnat', petition.number);

  await bringScan(inspector.page, hands);
  const entry = await counter.read<EntryDetail>(petition.address);
  expect(entry).toMatchObject({ resolution: 'răspuns', addressee: 'Elena Țăranu-Ghiță' });
  expect(await termOf(inspector, petition.id)).toBe('running');

  await handOver(counter.page, await layHands(counter.page), petition.number);
  await expect.poll(() => termOf(inspector, petition.id)).toBe('met');
  const file = await inspector.read<CaseFileDetail>(`/case-files/${petition.id}`);
  expect(file).toMatchObject({ status: 'closed', outcome: 'answered' });
  expect(file.items.map(({ title }) => title).join()).toContain('semnat olograf');
  const { items: sent } = await counter.read<LetterPage>('/letters?queue=sent');
  expect(sent[0]?.lastDeparture).toMatchObject({ how: 'hand', receivedBy: 'Elena Țăranu-Ghiță' });

  for (const window of [inspector, counter]) {
    expect(await window.page.evaluate(() => Reflect.get(window, 'seenPointerEvents'))).toEqual([]);
  }
  for (const window of [counter, head, director, inspector]) await window.close();
}, 240_000);

async function write(page: Page, hands: Hands, fileId: string) {
  await page.goto(`/lucrari/${fileId}`);
  await page.getByRole('button', { name: 'Redactează' }).press('Enter');
  await page.getByRole('button', { name: /^Răspuns la petiție/ }).press('Enter');
  const text = page.getByRole('textbox', { name: 'Textul adresei' });
  await text.waitFor();
  await text.focus();
  await hands.press('Control+End');
  await hands.type(' Vă mulțumim, /petentul');
  await page.locator('.slash-row', { hasText: 'petentul' }).waitFor();
  await hands.press('Enter');
  await page.getByLabel('Temei legal').focus();
  await hands.type('art. 8 alin. (1) din O.G. nr. 27/2002');
  await page.getByText('Nu lipsește nimic.').waitFor();
  expect(await text.textContent()).toContain('Elena Țăranu-Ghiță');
}

async function sendOnRoute(page: Page, hands: Hands) {
  await hands.press('Control+Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Adaugă un pas' }).press('Enter');
  await dialog.getByRole('combobox', { name: 'De la cine' }).focus();
  await hands.type('Serviciul Persoane Adulte');
  await hands.press('Tab');
  await dialog.getByRole('button', { name: /^Scoateți: Serviciul Persoane Adulte/ }).waitFor();
  await dialog.getByRole('combobox', { name: /^Conducătorul instituției/ }).focus();
  await hands.press('Control+a');
  await hands.type('Oprișan');
  await dialog.getByRole('option', { name: /Oprișan/ }).waitFor();
  await hands.press('Tab');
  await dialog.getByRole('button', { name: 'Trimite', exact: true }).press('Enter');
  await page.getByText('La avizare').waitFor();
}

/** A, or the same key at „De semnat”, on the sheet of this number. */
async function answer({ page }: ConsoleWindow, path: string, number: string) {
  await page.goto(path);
  const row = page.locator('.task-open', { hasText: `${number}/` });
  await row.press(' ');
  await page.locator('.letter-preview img').waitFor();
  await row.press('a');
  await row.waitFor({ state: 'detached' });
}

async function bringScan(page: Page, hands: Hands) {
  await page.reload();
  await page.getByRole('button', { name: 'Adaugă scanarea semnată' }).press('Enter');
  const dialog = page.getByRole('dialog');
  const scan = { name: 'semnat.pdf', mimeType: 'application/pdf', buffer: aPdf(1) };
  await dialog.getByLabel(/^Fișierul scanat/).setInputFiles(scan);
  await dialog.getByLabel('Ziua de pe hârtie').focus();
  await hands.press('Enter');
  await page.getByText('De expediat', { exact: true }).last().waitFor();
  await expect.poll(() => page.getByText(/^înregistrată la /).count()).toBe(1);
}

async function handOver(page: Page, hands: Hands, number: string) {
  await page.goto('/de-expediat');
  const row = page.getByRole('row', { name: new RegExp(`^${number}/`) });
  await row.getByRole('button', { name: 'Predă' }).press('Enter');
  await page
    .getByRole('dialog')
    .getByLabel(/^Cine a primit-o/)
    .focus();
  await hands.press('Enter');
  await row.waitFor({ state: 'detached' });
}

async function termOf(window: ConsoleWindow, fileId: string): Promise<string | undefined> {
  const { items } = await window.read<{ items: { role: string; status: string }[] }>(
    `/case-files/${fileId}/terms`,
  );
  return items.find(({ role }) => role === 'answer')?.status;
}
