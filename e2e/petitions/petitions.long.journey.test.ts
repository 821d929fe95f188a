import { randomUUID } from 'node:crypto';
import type { CaseFileDetail, LetterDetail, PetitionView, TriagePage } from '@opis/contracts';
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

test('a report of wrongdoing numbered by mistake is moved from the queue by keys alone, and is gone for who moved it', async () => {
  const registrar = await openConsole(browser, product, { path: '/ghiseu' });
  const { page, read } = registrar;
  const paper = await read<{ id: string; registrationNumber: string }>('/registers/general/entries', {
    ...{ requestId: randomUUID(), channel: 'counter', direction: 'in', sheets: 1, annexes: 0 },
    subject: 'Se cer plicuri la avizare, am dovezi',
    sender: { kind: 'natural', name: 'Fevronia Întristăceanu' },
    ...{ uploads: [], confirmGap: true },
  });
  const hands = await layHands(page);
  await page.goto('/triaj');
  const row = page.getByRole('link', { name: paper.registrationNumber });
  await page.getByRole('list', { name: 'Lucrări de triat' }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  // The newest stands last.
  const rows = page.locator('.triage-row');
  for (let shown = await rows.count(); (await row.count()) === 0; shown = await rows.count()) {
    await page.getByRole('button', { name: 'Arată următoarele' }).focus();
    await hands.press('Enter');
    await rows.nth(shown).waitFor();
  }
  await row.focus();
  await hands.press('5');
  await page.getByRole('dialog').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await hands.type('Descrie fapte de corupție.');
  await hands.press('Enter');
  await page.getByText(`${paper.registrationNumber} a fost transmisă la registrul special.`).waitFor();
  expect(await hands.pointerEvents()).toEqual([]);
  await expect(read(`/case-files/${paper.id}`)).rejects.toThrow(/404/);
  const { items } = await read<TriagePage>('/petitions/triage?limit=200');
  expect(items.map(({ id }) => id)).not.toContain(paper.id);
  await registrar.close();

  const director = await openConsole(browser, product, {
    username: 'director',
    path: `/lucrari/${paper.id}`,
  });
  await director.page.getByText('Vine din registrul general').waitFor();
  expect(await barriersOf(director.page)).toEqual([]);
  await director.close();
});

test('a petition at the wrong door is sent on from one screen by two letters, and stays open while they wait', async () => {
  const head = await openConsole(browser, product, { username: 'sef', path: '/lucrari' });
  const { page, read } = head;
  const { items } = await read<{ items: CaseFileDetail[] }>('/case-files?queue=unit&limit=200&sort=newest');
  const file = items.find(({ subject }) => subject.startsWith('Zgomot după miezul nopții'));
  if (!file) throw new Error('the demonstration has no such petition');
  await page.goto(`/lucrari/${file.id}`);
  await page.getByText('Legea propune clasarea').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Nu este de competența noastră' }).click();
  await page.getByRole('combobox', { name: 'Autoritatea competentă' }).fill('mediu');
  await page.getByRole('option', { name: /Mediu/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('De ce este a ei').fill('Zgomotul este urmărit de garda de mediu.');
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Începe cele două adrese' }).click();
  await page.getByText('Se trimite către Garda de Mediu').waitFor();
  const { redirection } = await read<PetitionView>(`/petitions/${file.id}`);
  for (const id of [redirection?.letter.id, redirection?.notice.id]) {
    const letter = await read<LetterDetail>(`/letters/${id}`);
    expect(letter.status).toBe('draft');
  }
  expect((await read<CaseFileDetail>(`/case-files/${file.id}`)).status).not.toBe('closed');
  await head.close();
});

test('each figure of the half-yearly report opens its petitions', async () => {
  const head = await openConsole(browser, product, { path: '/petitii/raport' });
  const { page } = head;
  const figure = page.getByRole('link', { name: /în lucru, în termen: \d+/ }).first();
  await figure.waitFor();
  expect(await barriersOf(page)).toEqual([]);
  const said = Number(/: (\d+)/.exec((await figure.getAttribute('aria-label')) ?? '')?.[1]);
  await figure.click();
  const list = page.getByRole('region', { name: /în lucru, în termen/ });
  await list.getByRole('listitem').first().waitFor();
  const lines = list.getByRole('listitem');
  while ((await lines.count()) < said) {
    const shown = await lines.count();
    await list.getByRole('button', { name: 'Arată următoarele' }).click();
    await lines.nth(shown).waitFor();
  }
  await list.getByRole('button', { name: 'Arată următoarele' }).waitFor({ state: 'detached' });
  expect(await lines.count()).toBe(said);
  expect(await barriersOf(page)).toEqual([]);
  await head.close();
});
