import type { CaseFileDetail, CaseFilePage } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let counter: ConsoleWindow;
let inspector: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  counter = await openConsole(browser, product);
  inspector = await openConsole(browser, product, { username: 'inspector', path: '/lucrari' });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const newest = async ({ read }: ConsoleWindow, query: string) =>
  (await read<CaseFilePage>(`/case-files?${query}&limit=200`)).items;

test('a permit is registered from the keyboard with what came along, and the file shows what is missing', async () => {
  const { page, read } = counter;
  const hands = await layHands(page);
  await page.goto('/ghiseu');
  await page.locator('#sender').waitFor();
  await hands.type('Baltag Nectarie');
  await hands.press('Enter');
  await hands.type('Gard pe strada Teilor');
  await hands.press('Enter');
  await hands.type('autorizație de c');
  await hands.press('Enter');
  await page.getByRole('checkbox', { name: 'Cererea completată și semnată' }).waitFor();
  await hands.press('Enter');
  await hands.press('Space');
  await hands.press('Tab');
  await hands.press('Space');
  expect(await barriersOf(page)).toEqual([]);
  await hands.press('F9');
  await page.getByText(/^Numărul \d+ din/).waitFor({ state: 'attached' });
  expect(await hands.pointerEvents()).toEqual([]);
  const [row] = await newest(counter, 'queue=recent&text=Gard');
  const file = await read<CaseFileDetail>(`/case-files/${row?.id}`);
  expect(file.procedure.code).toBe('authorisation');
  expect(file.declared?.missing).toEqual({ fields: 1, documents: 2 });
  await page.goto(`/lucrari/${row?.id}?fila=date`);
  await page.getByText('lipsesc 2').waitFor();
  expect(await barriersOf(page)).toEqual([]);
});

test('a plain paper asks for no key more than it did', async () => {
  const { page } = counter;
  const hands = await layHands(page);
  await page.goto('/ghiseu');
  await page.locator('#sender').waitFor();
  await hands.type('Baltag Nectarie');
  await hands.press('Enter');
  await hands.type('Adeverință de venit pe anul trecut');
  await hands.press('Enter');
  await hands.type('adeveri');
  for (const _ of ['category', 'unit', 'number', 'date', 'sheets']) await hands.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('annexes');
});

test('the inspector fills in a petition, reclassifies it, and sees it as its petitioner does', async () => {
  const { page, read } = inspector;
  const petition = (await newest(inspector, 'queue=mine')).find(
    ({ procedure, due }) => procedure.code === 'petition' && due?.state !== 'met',
  );
  const address = `/lucrari/${petition?.id}`;
  await page.goto(`${address}?fila=date`);
  await page.getByRole('button', { name: 'Completează' }).press('Enter');
  await page.getByLabel('Locul faptei').fill('Str. Teilor nr. 4');
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Salvează datele' }).press('Enter');
  await page.getByText('Str. Teilor nr. 4').waitFor();

  await page.goto(`${address}/petent`);
  await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
  const shown = await page.frameLocator('iframe').locator('body').innerText();
  expect(shown).toContain(petition?.registrationNumber ?? 'no petition');
  expect(shown).not.toContain('Str. Teilor nr. 4');
  expect(await barriersOf(page)).toEqual([]);

  await page.goto(`${address}?fila=date`);
  await page.getByRole('button', { name: 'Altă procedură' }).press('Enter');
  await page.getByRole('combobox', { name: 'Procedura nouă' }).fill('general');
  await page.getByRole('option', { name: /^Cerere sau document general/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('De ce se schimbă').fill('Este o cerere obișnuită.');
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Schimbă procedura' }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const after = await read<CaseFileDetail>(`/case-files/${petition?.id}`);
  expect(after).toMatchObject({
    procedure: { code: 'general' },
    registrationNumber: petition?.registrationNumber,
    due: null,
  });
  await page.goto(address);
  await page.getByText('din „Petiție” în „Cerere sau document general”').waitFor();
});

test('whoever sets the house up reads the procedures and their versions, on a phone too', async () => {
  const administrator = await openConsole(browser, product, {
    username: 'administrator',
    path: '/administrare/proceduri',
  });
  const { page } = administrator;
  await page.getByRole('button', { name: /^Petiție$/ }).press('Enter');
  await page.getByText('Versiunile procedurii').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowOf(page)).toBeLessThanOrEqual(1);
  await administrator.close();
});
