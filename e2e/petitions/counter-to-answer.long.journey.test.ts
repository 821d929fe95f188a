import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseFileDetail, EntryDetail, EntryPage, LetterPage } from '@opis/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askPdfsig } from '../../apps/server/test/a-signed-pdf.ts';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import type { ConsoleWindow } from '../support/console.ts';
import { type Desk, sitDown } from '../support/desk.ts';
import type { Hands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

const petitioner = 'Melania Brădet-Șuteu';
const subject = 'Trotuarul de pe strada Livezii este surpat lângă stația de autobuz';
/** Of every certificate of the demonstration; shown where one signs. */
const pin = '1234';

const folder = mkdtempSync(join(tmpdir(), 'opis-answer-'));
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a petition goes from the counter to the signed answer that is handed over, by keys alone, each person at their desk', async () => {
  const counter = await sitDown(browser, product, { username: 'registrator', path: '/ghiseu' });
  const head = await sitDown(browser, product, { username: 'sef', path: '/de-repartizat' });
  const inspector = await sitDown(browser, product, { username: 'inspector', path: '/lucrari' });
  const director = await sitDown(browser, product, { username: 'director', path: '/de-semnat' });

  const entry = await registerPetition(counter);
  const number = String(entry.number);
  const address = `/registers/general/entries/${entry.year}/${entry.number}`;
  const id = await assignIt(head, entry.registrationNumber);
  expect(await termOf(inspector, id)).toBe('running');

  await openFromList(inspector, entry.registrationNumber);
  await lookAtTerm(inspector, id);
  await write(inspector);
  await sendOnRoute(inspector);

  await endorse(head, number);
  await sign(head, number);
  // One signature is not enough for an answer to a petition (PET-13): it has not left the house.
  expect(await counter.read<EntryDetail>(address)).toMatchObject({ dispatchedOn: null });
  await sign(director, number);

  const signed = await counter.read<EntryDetail>(address);
  expect(signed).toMatchObject({ resolution: 'răspuns', addressee: petitioner });
  expect(signed.dispatchedOn).not.toBeNull();
  expect(await signaturesOn(inspector, id)).toHaveLength(2);
  // Drafted, signed and registered is not answered: the term runs until the answer leaves.
  expect(await termOf(inspector, id)).toBe('running');

  await handOver(counter, number);
  await expect.poll(() => termOf(inspector, id)).toBe('met');
  expect(await inspector.read<CaseFileDetail>(`/case-files/${id}`)).toMatchObject({
    status: 'closed',
    outcome: 'answered',
  });
  await inspector.page.goto(`/lucrari/${id}`);
  await inspector.page.locator('.case-timeline li').first().waitFor();
  await inspector.page.getByText('Închisă: Răspuns dat').first().waitFor();
  expect(await barriersOf(inspector.page)).toEqual([]);

  for (const desk of [counter, head, inspector, director]) {
    expect(await desk.hands.pointerEvents()).toEqual([]);
    await desk.close();
  }
});

async function registerPetition({ page, hands, read }: Desk) {
  await page.locator('#sender:focus').waitFor();
  await hands.type(petitioner);
  await hands.press('Enter');
  await hands.type(subject);
  await hands.press('Enter');
  await hands.type('petiție');
  await hands.press('Enter');
  await hands.type('Serviciul Persoane Adulte');
  await hands.press('Enter');
  await enterUntil(page, hands, 'sender-address');
  await hands.type('Str. Livezii nr. 3, Lunca Albă');
  await hands.press('F9');
  await page.getByText(/^Numărul \d+ din/).waitFor({ state: 'attached' });
  const { items } = await read<EntryPage>('/registers/general/entries?order=desc&limit=1');
  const [entry] = items;
  if (entry?.issuer !== petitioner) throw new Error('the petition is not the last in the book');
  return entry;
}

/** Goes on by Enter, as a registrar does, to the field of this id. */
async function enterUntil(page: Page, hands: Hands, id: string) {
  for (let field = 0; field < 12; field += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await hands.press('Enter');
  }
  throw new Error(`no way by Enter to ${id}`);
}

/** R and the letter of the inspector, on the petition that came last. */
async function assignIt({ page, hands }: Desk, registrationNumber: string) {
  const paper = page.locator('.assign-item', { hasText: registrationNumber });
  await paper.waitFor();
  while ((await paper.and(page.locator('.is-current')).count()) === 0) await hands.press('j');
  const id = await paper.getAttribute('data-work');
  const person = page.locator('.person', { hasText: 'Andrei Stănciulescu' });
  await person.waitFor();
  const letter = (await person.locator('.person-key').textContent()) ?? '';
  await hands.press('r');
  await hands.press(letter.toLowerCase());
  await page.getByText(/^\d+ este la Andrei Stănciulescu/).waitFor();
  if (id === null) throw new Error('the paper has no file');
  return id;
}

async function openFromList({ page, hands }: Desk, registrationNumber: string) {
  const row = page.locator('.work-row', { hasText: registrationNumber });
  await row.waitFor({ state: 'attached' });
  while ((await row.and(page.locator('.is-current')).count()) === 0) await hands.press('j');
  await hands.press('Enter');
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
}

/** The badge opens the sheet: each day, each reason, the article. */
async function lookAtTerm({ page, hands }: Desk, id: string) {
  await page.locator(`a.term-badge[href*="${id}"]`).first().press('Enter');
  await page.getByRole('heading', { name: 'Fișa termenului' }).waitFor();
  await page.getByText('Cum s-a calculat').waitFor();
  await page
    .getByText(/O\.G\. nr\. 27\/2002/)
    .first()
    .waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await hands.press('Escape');
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
}

async function write({ page, hands }: Desk) {
  await page.getByRole('button', { name: 'Redactează' }).press('Enter');
  await page.getByRole('button', { name: /^Răspuns la petiție/ }).press('Enter');
  const text = page.getByRole('textbox', { name: 'Textul adresei' });
  await text.waitFor();
  await text.focus();
  await hands.press('Control+End');
  await hands.type(' Trotuarul se repară până la sfârșitul lunii. Vă mulțumim, /petentul');
  await page.locator('.slash-row', { hasText: 'petentul' }).waitFor();
  await hands.press('Enter');
  await page.getByLabel('Temei legal').focus();
  const before = await page.locator('.letter-preview img').getAttribute('src');
  await hands.type('art. 8 alin. (1) din O.G. nr. 27/2002');
  await page.getByText('Nu lipsește nimic.').waitFor();
  // The picture of the letter follows what is written, and it is there to be seen.
  const picture = page.locator(`.letter-preview img:not([src="${before}"])`);
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(100);
  expect(await barriersOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
}

async function sendOnRoute({ page, hands }: Desk) {
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
  await dialog.getByLabel('pe hârtie').focus();
  await hands.press('ArrowRight');
  expect(await dialog.getByLabel('electronic').isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Trimite', exact: true }).press('Enter');
  await page.getByText('La avizare').waitFor();
}

/** The sheet of this number is under the hands, and drawn. */
async function goToSheet({ page, hands }: Desk, path: string, number: string) {
  await page.goto(path);
  const row = page.locator('.task-item', { hasText: `${number}/` });
  await row.waitFor();
  while ((await row.and(page.locator('.is-current')).count()) === 0) await hands.press('j');
  await page.locator('.letter-preview img').waitFor();
  return row;
}

async function endorse(desk: Desk, number: string) {
  const row = await goToSheet(desk, '/de-avizat', number);
  expect(await barriersOf(desk.page)).toEqual([]);
  await desk.hands.press('a');
  await row.waitFor({ state: 'detached' });
}

/** A asks for the PIN of one's own certificate. */
async function sign(desk: Desk, number: string) {
  const { page, hands } = desk;
  const row = await goToSheet(desk, '/de-semnat', number);
  await hands.press('a');
  await page.locator('#letter-pin:focus').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await hands.type(pin);
  await hands.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });
}

/** What another program says of the signatures on the letter that leaves. */
async function signaturesOn({ context, read }: ConsoleWindow, fileId: string) {
  const { items } = await read<LetterPage>(`/case-files/${fileId}/letters`);
  const answer = await context.request.get(`/api/v1/letters/${items[0]?.id}/letter.pdf`);
  expect(answer.status()).toBe(200);
  return askPdfsig(folder, await answer.body()).match(/Signature is Valid/g) ?? [];
}

async function handOver({ page, hands }: Desk, number: string) {
  await page.goto('/de-expediat');
  const row = page.getByRole('row', { name: new RegExp(`^${number}/`) });
  await row.getByRole('button', { name: 'Predă' }).press('Enter');
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel(/^Cine a primit-o/).inputValue()).toBe(petitioner);
  await dialog.getByLabel(/^Cine a primit-o/).focus();
  await hands.press('Enter');
  await row.waitFor({ state: 'detached' });
}

async function termOf({ read }: ConsoleWindow, fileId: string): Promise<string | undefined> {
  const { items } = await read<{ items: { role: string; status: string }[] }>(`/case-files/${fileId}/terms`);
  return items.find(({ role }) => role === 'answer')?.status;
}
