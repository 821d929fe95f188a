import type { AdministrationAct, CaseFileDetail, OrganisationView } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { registerPaper } from '../support/papers.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let admin: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  admin = await openConsole(browser, product, {
    username: 'administrator',
    path: '/administrare/structura?ales=iluminat-public',
  });
});
afterAll(async () => {
  await admin?.close();
  await browser?.close();
  await product?.stop();
});

test('a reorganisation by keyboard: what moves is seen first, files are handed over, the unit receives nothing', async () => {
  const { page } = admin;
  const counter = await openConsole(browser, product, { username: 'registrator', path: '/ghiseu' });
  const files: string[] = [];
  for (const subject of ['Stâlp căzut pe strada Morii', 'Lampă arsă în parc']) {
    const sender = { kind: 'natural', name: 'Pafnutie Cobuz' } as const;
    files.push((await registerPaper(counter, { subject, sender, unit: 'iluminat-public' })).id);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  const hands = await layHands(page);
  await page.goto('/administrare/structura?ales=iluminat-public');
  await page.getByRole('button', { name: 'Reorganizează' }).focus();
  await hands.press('Enter');
  await hands.type('drumuri');
  await page.getByRole('option', { name: /Drumuri și Parcări/ }).waitFor();
  await hands.press('Enter');
  // The same Enter takes the unit and asks what moves.
  await page.getByRole('heading', { name: 'Ce se mută' }).waitFor();
  await page.getByRole('dialog').getByText('2 lucrări deschise').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Reorganizează' }).focus();
  await hands.press('Enter');
  await page.getByText('Reorganizat, 2 lucrări predate.').waitFor();
  expect(await hands.pointerEvents()).toEqual([]);
  const { plan, load } = await admin.read<OrganisationView>('/administration/organisation');
  const closed = plan.units.find((unit) => unit.code === 'iluminat-public');
  expect(closed).toMatchObject({ successor: 'drumuri-parcari', closedOn: expect.any(String) });
  expect(load['iluminat-public']).toEqual({ people: 0, openFiles: 0 });
  // The book keeps whom the paper was given to; the work lies with the successor.
  for (const id of files) {
    const file = await counter.read<CaseFileDetail>(`/case-files/${id}`);
    expect(file).toMatchObject({ status: 'with-unit', unit: { code: 'drumuri-parcari' } });
  }
  await counter.close();
  const units = await admin.read<{ items: { code: string }[] }>('/units');
  expect(units.items.map((unit) => unit.code)).not.toContain('iluminat-public');
  const { items } = await admin.read<{ items: AdministrationAct[] }>('/administration/acts');
  // The hand-over of its files is an act of its own, after it.
  expect(items.slice(0, 2)).toMatchObject([
    { kind: 'handed-over', by: 'Narcis Gheboianu' },
    { kind: 'reorganised', by: 'Narcis Gheboianu' },
  ]);
});

test('a change is reversed from its row, and both stay written', async () => {
  const { page } = admin;
  await page.goto('/administrare/calendar');
  await page.getByRole('button', { name: 'Adaugă zi' }).press('Enter');
  await page.getByLabel('Ziua').fill('02.12.2026');
  await page.getByLabel('Ce este').fill('Zi liberă, legată de sărbătoare');
  await page.keyboard.press('Enter');
  await page.getByText('02.12.2026, miercuri').waitFor();
  await page.goto('/administrare/schimbari');
  await page
    .getByRole('button', { name: /^Întoarce: Schimbare/ })
    .first()
    .press('Enter');
  await page.getByRole('heading', { name: 'Întoarcere' }).waitFor();
  await page.goto('/administrare/calendar');
  await page.getByText('26.12.2026').waitFor();
  expect(await page.getByText('02.12.2026').count()).toBe(0);
});
