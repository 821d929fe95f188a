import { randomUUID } from 'node:crypto';
import type { Assignees, CaseFileDetail, CaseFilePage, CaseFileRow } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a handler takes a work, gives it back with a reason, takes it again and closes it, without a pointer', async () => {
  const handler = await openConsole(browser, product, { username: 'inspector', path: '/lucrari' });
  const { page } = handler;
  const hands = await layHands(page);
  const { items } = await handler.read<CaseFilePage>('/case-files?queue=unassigned&limit=200');
  // One that a person may close „spre știință”: a petition is answered.
  const plain = items.find(({ procedure }) => procedure.code === 'general');
  const id = plain?.id ?? '';
  const number = plain?.number ?? 0;
  const state = () => handler.read<CaseFileDetail>(`/case-files/${id}`);
  const goTo = async (queue: string) => {
    await page.goto(`/lucrari?coada=${queue}&text=${number}`);
    await page.locator(`[data-work="${id}"]`).waitFor();
    for (let row = 0; row < 200; row += 1) {
      if (await page.locator(`[data-work="${id}"].is-current`).count()) break;
      await hands.press('j');
    }
  };

  await goTo('nerepartizate');
  await hands.press('p');
  await page.getByText(`${number} este la dvs.`).waitFor();
  expect(await state()).toMatchObject({ status: 'with-handler', mine: true });

  // It is the handler's now: found among their own, by its words.
  await goTo('mele');
  await hands.press('t');
  await hands.type('Nu este a structurii noastre.');
  await hands.press('Control+Enter');
  await page.getByText(`${number} s-a întors`).waitFor();
  expect(await state()).toMatchObject({ status: 'with-unit', handler: null, returned: true });

  await page.goto(`/lucrari/${id}`);
  await page.locator('.case-title').waitFor();
  await hands.press('p');
  await page.getByText(`${number} este la dvs.`).waitFor();
  await hands.press('c');
  await page.getByRole('dialog').waitFor();
  await hands.press('ArrowDown');
  await hands.press('Enter');
  await page.getByText(`${number} este închisă: Spre știință`).waitFor();
  expect(await state()).toMatchObject({ status: 'closed', outcome: 'for-information' });
  await page.getByText('ați închis lucrarea: Spre știință').waitFor();
  expect(await hands.pointerEvents()).toEqual([]);
  await handler.close();
});

test('two at once: the second sees what the first did beside what they meant, and loses no word', async () => {
  const head = await openConsole(browser, product, { username: 'sef', path: '/' });
  const handler = await openConsole(browser, product, { username: 'inspector', path: '/lucrari' });
  const { page } = head;
  // A line that brings no news: the head looks at what was true a minute ago.
  await page.route('**/api/v1/live**', (route) => route.abort());
  const hands = await layHands(page);
  await page.goto('/de-repartizat');
  await page.locator('.person').first().waitFor();
  const current = await page.locator('.assign-item.is-current').getAttribute('data-work');
  const file = await handler.read<CaseFileRow>(`/case-files/${current}`);
  await handler.read(`/case-files/${file.id}/assign`, {
    requestId: randomUUID(),
    version: file.version,
    to: { self: true },
  });

  const { people } = await head.read<Assignees>(`/case-files/${file.id}/assignees`);
  const other = people.findIndex((one) => one.name === 'Gabriela Știrbu');
  await page.locator('#assign-resolution').focus();
  await hands.type('Vă rog răspuns până vineri.');
  await hands.press('Tab');
  await hands.press('r');
  await hands.press('abcdefghijklmnopqrstuvwxyz'.charAt(other));
  const conflict = page.getByRole('dialog');
  await conflict.getByRole('heading', { name: 'Andrei Stănciulescu a lucrat la aceeași lucrare' }).waitFor();
  expect(await conflict.locator('.version').first().textContent()).toContain('la Andrei Stănciulescu');
  expect(await page.locator('#assign-resolution').inputValue()).toBe('Vă rog răspuns până vineri.');
  const untouched = await head.read<CaseFileDetail>(`/case-files/${file.id}`);
  expect(untouched.handler?.name).toBe('Andrei Stănciulescu');

  // The first button leaves it as it is; the second does what was meant, on top of what is there now.
  await hands.press('Tab');
  await hands.press('Enter');
  await page.getByText(new RegExp(`^${file.number} este la `)).waitFor();
  const after = await head.read<CaseFileDetail>(`/case-files/${file.id}`);
  expect(after.handler?.name).toBe('Gabriela Știrbu');
  expect(after.lastStep?.text).toBe('Vă rog răspuns până vineri.');
  expect(await hands.pointerEvents()).toEqual([]);
  await head.close();
  await handler.close();
});

test('a note that was typed and not added is still there after a reload, under a tab with a pencil', async () => {
  const handler = await openConsole(browser, product, {
    username: 'inspector',
    path: '/lucrari?coada=structura',
  });
  const { page } = handler;
  const hands = await layHands(page);
  await page.goto('/lucrari?coada=structura');
  await page.locator('.work-row[data-work]').first().waitFor();
  await hands.press('Enter');
  await page.locator('#case-note').waitFor();
  await hands.press('n');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('case-note');
  await hands.type('Am sunat petenta.');
  await page.reload();
  await page.getByRole('img', { name: 'are o notă neadăugată' }).waitFor();
  expect(await page.locator('#case-note').inputValue()).toBe('Am sunat petenta.');
  await page.locator('#case-note').focus();
  await hands.press('Control+Enter');
  await page.locator('.case-words', { hasText: 'Am sunat petenta.' }).waitFor();
  expect(await page.locator('#case-note').inputValue()).toBe('');
  expect(await hands.pointerEvents()).toEqual([]);
  await handler.close();
});
