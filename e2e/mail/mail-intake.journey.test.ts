import { randomUUID } from 'node:crypto';
import type { EntryDetail, IntakeDetail, IntakePage, PartySuggestion } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Hands, layHands } from '../support/hands.ts';
import { handOver } from '../support/mail.ts';
import { findFreePort, type RunningProduct, startProduct } from '../support/server.ts';

const to = 'registratura@lunca-alba.example';

let product: RunningProduct;
let browser: Browser;
let mailPort: number;

beforeAll(async () => {
  mailPort = await findFreePort();
  product = await startProduct({ environment: { OPIS_INTAKE_PORT: String(mailPort) } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('three messages are decided by one key each, and the next one opens by itself', async () => {
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page, read } = officer;
  const hands = await layHands(page);
  await page.goto('/e-mail');
  const before = await read<IntakePage>('/mail-intake');
  await page.locator('.intake-open:focus').waitFor();
  await page.getByRole('button', { name: 'Înregistrează și confirmă' }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  const [first, second, third] = before.items;
  for (const item of [first, second, third]) {
    await page.locator(`[data-shown="${item?.id}"]`).waitFor();
    await page.locator(`[data-message="${item?.id}"] .intake-open:focus`).waitFor();
    await hands.press('Enter');
  }
  await page.locator(`[data-message="${third?.id}"]`).waitFor({ state: 'detached' });
  await expect.poll(async () => (await read<IntakePage>('/mail-intake')).waiting).toBe(before.waiting - 3);
  expect(hands.presses()).toBe(3);
  expect(await hands.pointerEvents()).toEqual([]);
  const done = await read<IntakePage>('/mail-intake?view=done');
  for (const item of [first, second, third]) {
    expect(done.items.find(({ id }) => id === item?.id)?.registrationNumber).toMatch(
      /^\d+\/\d\d\.\d\d\.\d{4}$/,
    );
  }
  await officer.close();
});

/** A message of somebody whom no rule knows, in the queue. */
async function aMessage(officer: ConsoleWindow, text: string): Promise<string> {
  const subject = `Salut ${randomUUID()}`;
  const lines = [
    'From: Cineva <cineva@posta.example>',
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@posta.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ];
  await handOver(mailPort, to, [{ from: 'cineva@posta.example', bytes: Buffer.from(lines.join('\r\n')) }]);
  const { items } = await officer.read<IntakePage>('/mail-intake?limit=200');
  return items.find((item) => item.subject === subject)?.id ?? '';
}

/** Opens the queue and goes by keys to the newest message, which is this one. */
async function goTo({ page }: ConsoleWindow, hands: Hands, id: string) {
  await page.goto('/e-mail');
  await page.locator('.intake-open:focus').waitFor();
  await hands.press('End');
  await page.locator(`[data-message="${id}"] .intake-open:focus`).waitFor();
  await page.locator(`[data-shown="${id}"]`).waitFor();
}

const isGone = ({ page }: ConsoleWindow, id: string) =>
  page.locator(`[data-message="${id}"]`).waitFor({ state: 'detached' });

async function entryOf(officer: ConsoleWindow, id: string): Promise<EntryDetail> {
  const { items } = await officer.read<IntakePage>('/mail-intake?view=done');
  const [number, day = ''] = items.find((item) => item.id === id)?.registrationNumber?.split('/') ?? [];
  return officer.read<EntryDetail>(`/registers/general/entries/${day.slice(-4)}/${number}`);
}

test('a message goes into any file: into one of those that it names by a digit, into every other by its number', async () => {
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page, read } = officer;
  const { items } = await read<{ items: EntryDetail[] }>('/registers/general/entries?limit=40');
  const [first, second, third] = items.filter(
    ({ status, direction }) => status === 'registered' && direction === 'in',
  );
  const hands = await layHands(page);
  const naming = await aMessage(
    officer,
    `Revin la nr. ${first?.number}/${first?.year} si la nr. ${second?.number}/${second?.year}.`,
  );
  await goTo(officer, hands, naming);
  const { possibly } = await read<IntakeDetail>(`/mail-intake/${naming}`);
  expect(possibly.length).toBe(2);
  await hands.press('l');
  await page.getByRole('dialog', { name: 'La ce lucrare?' }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await hands.press('2');
  await isGone(officer, naming);
  expect((await entryOf(officer, naming)).joinedTo?.number).toBe(possibly[1]?.number);

  const other = await aMessage(officer, 'Fara niciun numar.');
  await goTo(officer, hands, other);
  await hands.press('l');
  await hands.type('999999999');
  await page.getByText('Nu a fost găsită nicio lucrare cu acest număr.').waitFor();
  await hands.press('Control+a');
  await hands.type(`${third?.number}/${third?.year}`);
  await page.getByRole('button', { name: `Leagă de ${third?.registrationNumber}` }).waitFor();
  await page
    .getByText(third?.subject ?? '')
    .first()
    .waitFor();
  await hands.press('Enter');
  await isGone(officer, other);
  expect((await entryOf(officer, other)).joinedTo?.number).toBe(third?.number);
  expect(await hands.pointerEvents()).toEqual([]);
  await officer.close();
});

test('of a proposal the sender is found among those who are known, and the category chosen', async () => {
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page, read } = officer;
  const book = await read<{ items: EntryDetail[] }>('/registers/general/entries?limit=40');
  const q = book.items.find(({ partyId }) => partyId !== null)?.issuer ?? '';
  const { items } = await read<{ items: PartySuggestion[] }>('/parties/search', { q });
  const party = items[0];
  expect(party?.name).toBe(q);
  const hands = await layHands(page);
  const id = await aMessage(officer, 'O intrebare.');
  await goTo(officer, hands, id);
  await hands.press('s');
  const dialog = page.getByRole('dialog', { name: 'Schimbă propunerea' });
  const category = dialog.getByRole('combobox', { name: /^Categorie/ });
  await category.fill('Factur');
  await category.press('Tab');
  await dialog.getByRole('combobox', { name: 'Expeditor' }).fill(party?.name ?? '');
  await dialog
    .getByRole('option', { name: party?.name ?? '' })
    .first()
    .waitFor();
  await hands.press('ArrowDown');
  await hands.press('Tab');
  await dialog.getByText('Persoana este în evidență.').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Înregistrează' }).press('Enter');
  await isGone(officer, id);
  const entry = await entryOf(officer, id);
  expect(entry.issuer).toBe(party?.name);
  expect(entry.partyId).toBe(party?.id);
  expect(entry.category?.code).toBe('factura');
  await officer.close();
});

test('another reason is said in words, and read by whoever opens the message next', async () => {
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page } = officer;
  const hands = await layHands(page);
  const id = await aMessage(officer, 'Pentru altcineva.');
  await goTo(officer, hands, id);
  await hands.press('Delete');
  await page.getByRole('dialog').waitFor();
  await hands.press('7');
  await page.getByLabel('Care este motivul?').waitFor();
  await hands.press('Enter');
  await page.getByText('Scrieți motivul în câteva cuvinte.').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await hands.type('Este pentru școala vecină');
  await hands.press('Enter');
  await isGone(officer, id);
  await page.goto('/e-mail?vezi=hotarate');
  await page.locator(`[data-message="${id}"] .intake-open`).press('Enter');
  await page.getByText('(alt motiv: Este pentru școala vecină)').waitFor();
  await officer.close();
});
