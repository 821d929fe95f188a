import type { CaseFileDetail, InformationRequest } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { assignTo, leaveByPost, registerPaper } from '../support/papers.ts';
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

/** A request that came by e-mail, on the inspector's table. */
async function aRequest(counter: ConsoleWindow, subject: string): Promise<string> {
  const { id } = await registerPaper(counter, {
    ...{ subject, channel: 'email', unit: 'persoane-adulte', procedure: 'foi-request' },
    sender: { kind: 'natural', name: 'Lăcrămioara Pârâianu-Țifrea' },
  });
  const head = await openConsole(browser, product, { username: 'sef', path: '/profil' });
  const inspector = await openConsole(browser, product, { username: 'inspector', path: '/profil' });
  await assignTo(head, inspector, id);
  await head.close();
  await inspector.close();
  return id;
}

const readRequest = (window: ConsoleWindow, id: string) =>
  window.read<InformationRequest>(`/information-requests/${id}`);

/** The letter of the last decision is signed on paper and leaves. */
async function leave(inspector: ConsoleWindow, counter: ConsoleWindow, fileId: string) {
  const { decisions } = await readRequest(inspector, fileId);
  await leaveByPost({ author: inspector, counter }, decisions.at(-1)?.letters[0]?.id ?? '');
}

test('a request is extended from its page: the term moves to 30 days when the notice has left', async () => {
  const counter = await openConsole(browser, product);
  const id = await aRequest(counter, 'Contractele de achiziții publice din ultimii cinci ani');
  const inspector = await openConsole(browser, product, {
    username: 'inspector',
    path: `/lucrari/${id}?fila=date`,
  });
  const { page } = inspector;
  const hands = await layHands(page);
  await page.reload();
  await page.getByRole('button', { name: 'Prelungește la 30 de zile' }).press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.keyboard.type('Contractele sunt în arhiva a trei compartimente.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Prelungire:').waitFor();
  expect(await hands.pointerEvents()).toEqual([]);
  expect((await readRequest(inspector, id)).terms).toMatchObject([{ rule: 'INF-01-10' }]);
  await leave(inspector, counter, id);
  await page.reload();
  await page.locator('.info').waitFor();
  expect((await readRequest(inspector, id)).terms).toMatchObject([{ rule: 'INF-01-30', state: 'far' }]);
  expect(await barriersOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  await inspector.close();
  await counter.close();
});

test('a refusal names its ground, leaves, and is complained of: a file of its own with 15 days', async () => {
  const counter = await openConsole(browser, product);
  const id = await aRequest(counter, 'Numele și salariile angajaților serviciului');
  const inspector = await openConsole(browser, product, {
    username: 'inspector',
    path: `/lucrari/${id}?fila=date`,
  });
  const { page } = inspector;
  await page.getByRole('button', { name: 'Refuză, în tot sau în parte' }).press('Enter');
  await page.getByLabel('date personale').press('Space');
  await page.getByLabel('De ce se aplică aici').fill('Salariile legate de nume sunt date personale.');
  expect(await barriersOf(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Refuz:', { exact: true }).waitFor();
  await leave(inspector, counter, id);
  expect(await readRequest(inspector, id)).toMatchObject({ result: { kind: 'refused', late: false } });
  const book = await openConsole(browser, product, { path: '/544?raspuns=refused' });
  const { registrationNumber } = await inspector.read<CaseFileDetail>(`/case-files/${id}`);
  const row = book.page.getByRole('row').filter({ hasText: registrationNumber });
  await row.getByRole('button', { name: 'Reclamație' }).press('Enter');
  await book.page.getByRole('dialog').waitFor();
  expect(await barriersOf(book.page)).toEqual([]);
  await book.page.keyboard.press('Control+Enter');
  await row.getByText('o reclamație').waitFor();
  await book.close();
  const { complaints } = await readRequest(inspector, id);
  expect(complaints).toMatchObject([{ about: 'refusal', inTime: true, verdict: null }]);
  await inspector.close();
  await counter.close();
});
