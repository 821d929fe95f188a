import type { CaseFilePage, CaseFileRow, CaseTerms, Notices } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let inspector: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  inspector = await openConsole(browser, product, { username: 'inspector', path: '/lucrari' });
});
afterAll(async () => {
  await inspector?.close();
  await browser?.close();
  await product?.stop();
});

const written = (day: string) => day.split('-').reverse().join('.');
const inWords = (day: string) =>
  new Date(day).toLocaleDateString('ro-RO', { dateStyle: 'long', timeZone: 'UTC' });

/** The inspector's works whose term still lies ahead, the farthest last. */
async function worksAhead(): Promise<CaseFileRow[]> {
  const { items } = await inspector.read<CaseFilePage>('/case-files?queue=mine&sort=due&limit=200');
  return items.filter(({ due }) => due?.rule === 'PET-06' && (due.state === 'far' || due.state === 'near'));
}

test('the works stand by their term, and its badge opens the sheet', async () => {
  const { page } = inspector;
  await page.getByRole('combobox', { name: 'Ordinea' }).waitFor();
  const [first] = (await inspector.read<CaseFilePage>('/case-files?queue=mine&limit=1')).items;
  const badge = page.locator(`[data-work="${first?.id}"] a.term-badge`);
  await badge.press('Enter');
  await page.getByRole('heading', { name: 'Fișa termenului' }).waitFor();
  await page.getByText('Cum s-a calculat').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: first?.subject ?? '' }).waitFor();
});

test('nobody is kept out of the sheet and of the notices', async () => {
  const [row] = await worksAhead();
  const { page } = inspector;
  const sheet = `/lucrari/${row?.id}/termene/${row?.due?.termId}`;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(sheet);
  await page.getByText('Cum s-a calculat').first().waitFor();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  expect(await barriersOf(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: /^Înștiințări/ }).press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a holiday added in mid-term is previewed, moves the terms it touches, and is told', async () => {
  const admin = await openConsole(browser, product, {
    username: 'administrator',
    path: '/administrare/calendar',
  });
  const hands = await layHands(admin.page);
  await admin.page.goto('/administrare/calendar');
  const row = (await worksAhead()).at(-1);
  const day = row?.due?.on ?? '';
  await admin.page.getByRole('button', { name: 'Adaugă zi' }).focus();
  await hands.press('Enter');
  await hands.type(written(day));
  const dialog = admin.page.getByRole('dialog');
  const previewed = dialog.getByRole('row').filter({ hasText: row?.registrationNumber ?? '' });
  await previewed.waitFor();
  const to = await previewed.getByRole('cell').last().innerText();
  expect(await barriersOf(admin.page)).toEqual([]);
  await dialog.getByLabel('Ce este').focus();
  await hands.type('Zi liberă de probă');
  await hands.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await hands.pointerEvents()).toEqual([]);
  await admin.close();

  const { items } = await inspector.read<CaseTerms>(`/case-files/${row?.id}/terms`);
  const moved = items.find(({ role }) => role === 'answer');
  expect(moved && moved.due < day).toBe(true);
  expect(written(moved?.due ?? '')).toBe(to);
  const told = (await inspector.read<Notices>('/notices')).items;
  expect(told.some(({ kind, caseFile }) => kind === 'term-moved' && caseFile?.id === row?.id)).toBe(true);
  const { page } = inspector;
  await page.goto(`/lucrari/${row?.id}`);
  await page
    .getByText(`Termen mutat de la ${written(day)}`)
    .first()
    .waitFor();
  // The citizen is given the day that moved, and no other.
  await page.goto(`/lucrari/${row?.id}/petent`);
  const seen = page.frameLocator('iframe').locator('body');
  await seen
    .getByText(inWords(moved?.due ?? ''))
    .first()
    .waitFor();
  expect(await seen.innerText()).not.toContain(inWords(day));
});

test('the lawyer checks a rule and has the legal limit given: open files follow', async () => {
  const [row] = await worksAhead();
  const lawyer = await openConsole(browser, product, { username: 'jurist', path: '/termene' });
  const hands = await layHands(lawyer.page);
  await lawyer.page.goto('/termene');
  await lawyer.page.getByRole('button', { name: 'Verifică regula PET-06', exact: true }).focus();
  await hands.press('Enter');
  const dialog = lawyer.page.getByRole('dialog');
  await dialog.getByLabel('Durata, actul și articolul sunt cele din lege').focus();
  await hands.press('Space');
  await dialog.getByLabel(/^Modul de calcul este/).focus();
  await hands.press('Space');
  await dialog.getByLabel('se dă ținta').focus();
  await hands.press('ArrowRight');
  await dialog.getByText(/altă zi dacă schimbați/).waitFor();
  expect(await barriersOf(lawyer.page)).toEqual([]);
  await hands.press('Enter');
  await lawyer.page.getByText(/^Regula PET-06 este verificată/).waitFor();
  expect(await hands.pointerEvents()).toEqual([]);
  await lawyer.close();

  const { items } = await inspector.read<CaseTerms>(`/case-files/${row?.id}/terms`);
  const term = items.find(({ role }) => role === 'answer');
  expect(term).toMatchObject({ due: term?.limit, doubts: [] });
});
