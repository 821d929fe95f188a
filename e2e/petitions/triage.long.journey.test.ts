import type { CaseFileDetail, EntryDetail, PetitionView, RegisterDocumentResponse } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Desk, sitDown } from '../support/desk.ts';
import { registerPaper } from '../support/papers.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let counter: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  counter = await openConsole(browser, product, { path: '/profil' });
});
afterAll(async () => {
  await counter?.close();
  await browser?.close();
  await product?.stop();
});

const sit = (username: string, path: string) => sitDown(browser, product, { username, path });
const fileOf = ({ read }: ConsoleWindow, id: string) => read<CaseFileDetail>(`/case-files/${id}`);
const petitionOf = ({ read }: ConsoleWindow, id: string) => read<PetitionView>(`/petitions/${id}`);
const named = (name: string, address = 'Str. Morii nr. 3, Lunca Albă') =>
  ({ kind: 'natural', name, address }) as const;

/** The hands on a paper of the queue: the newest stands last. */
async function goToPaper({ page, hands }: Desk, { registrationNumber }: RegisterDocumentResponse) {
  const link = page.getByRole('link', { name: registrationNumber, exact: true });
  const rows = page.locator('.triage-row');
  await rows.first().waitFor();
  for (let shown = await rows.count(); (await link.count()) === 0; shown = await rows.count()) {
    await page.getByRole('button', { name: 'Arată următoarele' }).focus();
    await hands.press('Enter');
    await rows.nth(shown).waitFor();
  }
  await link.focus();
}

/** Gives the reason of the dialog that stands open; Enter does it. */
async function give({ page, hands }: Desk, reason: string) {
  await page.getByRole('dialog').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await hands.type(reason);
  await hands.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('each paper goes its way by one digit and a reason, and keeps its number and its day', async () => {
  const ways = [
    ['1', 'petition'],
    ['2', 'foi-request'],
    ['3', 'general'],
    ['4', 'audience'],
  ] as const;
  const desk = await sit('registrator', '/profil');
  for (const [digit, procedure] of ways) {
    const paper = await registerPaper(counter, {
      subject: `De recunoscut: calea ${digit}`,
      sender: named('Trandafir Păpădie'),
    });
    const before = await fileOf(desk, paper.id);
    await desk.page.goto('/triaj');
    await goToPaper(desk, paper);
    await desk.hands.press(digit);
    await give(desk, 'Așa reiese din cuprins.');
    await desk.page.getByText(new RegExp(`^${paper.registrationNumber}: `)).waitFor();
    const after = await fileOf(desk, paper.id);
    expect(after.registrationNumber).toBe(before.registrationNumber);
    expect(after.registeredAt).toBe(before.registeredAt);
    expect((await petitionOf(desk, paper.id)).triage).toMatchObject({ reason: 'Așa reiese din cuprins.' });
    if (procedure !== 'audience') expect(after.procedure.code).toBe(procedure);
  }
  expect(await desk.hands.pointerEvents()).toEqual([]);
  await desk.close();
});

describe('an anonymous petition', () => {
  const anonymous = (subject: string) =>
    registerPaper(counter, {
      subject,
      sender: { kind: 'natural', name: 'Un cetățean' },
      ...{ unit: 'persoane-adulte', procedure: 'petition' },
    });

  test('is closed only after the question, by a person, with the reason', async () => {
    const paper = await anonymous('Muzica de la terasă');
    const desk = await sit('sef', `/lucrari/${paper.id}`);
    await desk.page.getByText('Legea propune clasarea').waitFor();
    expect((await fileOf(desk, paper.id)).status).not.toBe('closed');
    await desk.page.getByRole('button', { name: 'Hotărăște' }).press('Enter');
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Motivul').focus();
    await desk.hands.type('Fără nume și fără adresă.');
    await desk.hands.press('Enter');
    await dialog.getByText('Răspundeți întâi la întrebare.').waitFor();
    expect(await barriersOf(desk.page)).toEqual([]);
    await dialog.getByLabel(/^Nu: nici copil/).focus();
    await desk.hands.press('Space');
    await dialog.getByRole('button', { name: 'Înregistrează hotărârea' }).press('Enter');
    await desk.page.getByText(/^Clasată ca anonimă de /).waitFor();
    expect(await fileOf(desk, paper.id)).toMatchObject({ status: 'closed', outcome: 'closed-anonymous' });
    expect(await desk.hands.pointerEvents()).toEqual([]);
    await desk.close();
  });

  test('about a child in danger cannot be closed: the institution takes it up ex officio', async () => {
    const paper = await anonymous('Un copil plânge noaptea la numărul 7');
    const desk = await sit('sef', `/lucrari/${paper.id}`);
    await desk.page.getByRole('button', { name: 'Hotărăște' }).press('Enter');
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel(/^Da: un copil/).focus();
    await desk.hands.press('Space');
    expect(await dialog.getByLabel(/^Se clasează ca anonimă/).count()).toBe(0);
    await dialog.getByLabel('Instituția se sesizează din oficiu').focus();
    await desk.hands.press('Space');
    await dialog.getByLabel('Motivul').focus();
    await desk.hands.type('Copilul poate fi în pericol.');
    await desk.hands.press('Enter');
    await desk.page.getByText(/^Preluată din oficiu de /).waitFor();
    expect((await fileOf(desk, paper.id)).status).not.toBe('closed');
    expect((await petitionOf(desk, paper.id)).decided).toMatchObject({ atStake: 'child-or-victim' });
    expect(await desk.hands.pointerEvents()).toEqual([]);
    await desk.close();
  });
});

describe('petitions about the same', () => {
  const sender = named('Aurora Ciocârlău');
  const petition = (subject: string) =>
    registerPaper(counter, { subject, sender, unit: 'persoane-adulte', procedure: 'petition' });

  test('the second is joined from its own page, and the first names it', async () => {
    const first = await petition('Stâlp înclinat pe aleea Castanilor');
    const second = await petition('Stâlpul înclinat de pe aleea Castanilor');
    const desk = await sit('sef', `/lucrari/${second.id}`);
    const row = desk.page.getByRole('listitem').filter({ hasText: first.registrationNumber });
    await row.getByRole('button', { name: 'Conexează' }).press('Enter');
    await give(desk, 'Același petent, aceeași problemă.');
    await desk.page
      .getByRole('link', { name: new RegExp(first.registrationNumber) })
      .first()
      .waitFor();
    expect(await fileOf(desk, second.id)).toMatchObject({ status: 'closed', outcome: 'joined' });
    await desk.page.goto(`/lucrari/${first.id}`);
    await desk.page
      .getByRole('link', { name: new RegExp(second.registrationNumber) })
      .first()
      .waitFor();
    expect(await barriersOf(desk.page)).toEqual([]);
    expect(await desk.hands.pointerEvents()).toEqual([]);
    await desk.close();
  });

  test('one that comes again after the answer is closed as repeated, with a mention at the first', async () => {
    const first = await petition('Banca ruptă din parcul mic');
    const head = await openConsole(browser, product, { username: 'sef', path: '/profil' });
    const { version } = await fileOf(head, first.id);
    await head.read(`/case-files/${first.id}/close`, {
      ...{ requestId: crypto.randomUUID(), version, outcome: 'answered', text: 'Banca a fost reparată.' },
    });
    await head.close();
    const again = await petition('Banca ruptă din parcul mic, din nou');
    const desk = await sit('sef', `/lucrari/${again.id}`);
    const row = desk.page.getByRole('listitem').filter({ hasText: first.registrationNumber });
    await row.getByRole('button', { name: 'Clasează ca repetată' }).press('Enter');
    await give(desk, 'Nu aduce nimic nou.');
    await expect.poll(async () => (await fileOf(desk, again.id)).outcome).toBe('closed-repeat');
    expect((await petitionOf(desk, first.id)).mentions).toMatchObject([{ id: again.id, kind: 'repeat' }]);
    expect(await desk.hands.pointerEvents()).toEqual([]);
    await desk.close();
  });
});

test('a report of wrongdoing leaves the general book a number and an hour; who administers or audits finds nothing more', async () => {
  const secret = {
    name: 'Fevronia Întristăceanu-Vrâncuț',
    subject: 'Directorul cere plicuri pe sub tejghea',
  };
  const paper = await registerPaper(counter, { subject: secret.subject, sender: named(secret.name) });
  const desk = await sit('registrator', '/triaj');
  await goToPaper(desk, paper);
  await desk.hands.press('5');
  await give(desk, 'Descrie fapte de corupție.');
  await desk.page.getByText(`${paper.registrationNumber} a fost transmisă la registrul special.`).waitFor();
  expect(await desk.hands.pointerEvents()).toEqual([]);
  await desk.close();

  const words = [secret.name, 'Întristăceanu', 'tejghea'];
  for (const username of ['administrator', 'auditor', 'registrator', 'sef']) {
    const window = await openConsole(browser, product, { username, path: '/profil' });
    const { page } = window;
    const tells = async () => {
      const shown = await page.locator('#main').innerText();
      return words.filter((word) => shown.includes(word));
    };
    await page.goto(`/lucrari/${paper.id}`);
    await page.locator('#main .state').first().waitFor();
    expect(await tells()).toEqual([]);
    for (const sought of ['tejghea', 'intristaceanu']) {
      await page.goto(`/cautare?q=${sought}`);
      await page.getByRole('heading', { name: `Nimic cu „${sought}”` }).waitFor();
      expect(await page.locator('.found-row').count()).toBe(0);
    }
    await window.close();
  }
  const auditor = await openConsole(browser, product, {
    username: 'auditor',
    path: `/registre/general/${paper.year}/${paper.number}`,
  });
  await auditor.page
    .getByText(/transmis la registrul special/i)
    .first()
    .waitFor();
  const shown = await auditor.page.locator('#main').innerText();
  for (const word of words) expect(shown).not.toContain(word);
  const entry = await auditor.read<EntryDetail>(`/registers/general/entries/${paper.year}/${paper.number}`);
  expect(entry).toMatchObject({ number: paper.number, registrationNumber: paper.registrationNumber });
  expect(await barriersOf(auditor.page)).toEqual([]);
  await auditor.close();

  const member = await openConsole(browser, product, { username: 'director', path: `/lucrari/${paper.id}` });
  await member.page.getByText('Vine din registrul general').waitFor();
  await member.page.getByText(secret.subject).first().waitFor();
  await member.close();
});
