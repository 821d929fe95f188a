import { randomUUID } from 'node:crypto';
import type { Assignees, CaseFileDetail, CaseFilePage } from '@opis/contracts';
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

/** Works of one morning. */
const morning = 20;
/** R and a letter for each, and a few to get there. */
const mostKeys = 45;

test('a head of unit hands on twenty works in at most 45 keys, without a pointer, faster than the server', async () => {
  const counter = await openConsole(browser, product);
  for (let paper = 0; paper < morning; paper += 1) {
    const body = {
      requestId: randomUUID(),
      channel: 'counter',
      subject: `Transport adaptat, cererea ${paper + 1}`,
      sender: { kind: 'natural', name: 'Lăcrămioara Pârâianu-Țifrea' },
      sheets: 1,
      annexes: 0,
      unit: 'persoane-adulte',
    };
    await counter.read('/registers/general/entries', body);
  }
  await counter.close();

  const head = await openConsole(browser, product, { username: 'sef', path: '/' });
  const { items: waiting } = await head.read<CaseFilePage>('/case-files?queue=unassigned&limit=200');
  const files = waiting.slice(0, morning);
  expect(files).toHaveLength(morning);
  const { people } = await head.read<Assignees>(`/case-files/${files[0]?.id}/assignees`);
  const places = people.flatMap((person, place) =>
    person.barred === null && !person.self && person.presence === 'present' ? [place] : [],
  );
  expect(places.length).toBeGreaterThan(1);

  const hands = await layHands(head.page);
  await head.page.goto('/');
  await head.page.waitForURL('**/de-repartizat');
  await head.page.locator('.person').first().waitFor();
  const placeFor = (index: number) => places[index % places.length] ?? 0;
  for (const [index] of files.entries()) {
    await hands.press('r');
    await hands.press('abcdefghijklmnopqrstuvwxyz'.charAt(placeFor(index)));
  }
  const last = files.at(-1);
  const status = async () => (await head.read<CaseFileDetail>(`/case-files/${last?.id}`)).status;
  await expect.poll(status, { timeout: 90_000, interval: 500 }).toBe('with-handler');

  expect(hands.presses()).toBeLessThanOrEqual(mostKeys);
  expect(await hands.pointerEvents()).toEqual([]);
  // Nothing pressed was lost, and each went to the one whose letter it was.
  for (const [index, file] of files.entries()) {
    const { handler } = await head.read<CaseFileDetail>(`/case-files/${file.id}`);
    expect(handler?.name).toBe(people[placeFor(index)]?.name);
  }
  const next = waiting[morning];
  await expect
    .poll(() => head.page.locator('.assign-item.is-current .number').textContent())
    .toBe(next?.registrationNumber);
  await head.close();
});

test('what was handed to the wrong person comes back by Z, and both steps stay written', async () => {
  const head = await openConsole(browser, product, { username: 'sef', path: '/' });
  const hands = await layHands(head.page);
  await head.page.goto('/de-repartizat');
  await head.page.locator('.person').first().waitFor();
  const { items } = await head.read<CaseFilePage>('/case-files?queue=unassigned&limit=1');
  const [file] = items;
  await hands.press('r');
  await hands.press('Enter');
  await head.page.getByText(new RegExp(`^${file?.number} este la `)).waitFor();
  await hands.press('z');
  await head.page.getByText(`${file?.number} este iar unde era`).waitFor();
  const after = await head.read<CaseFileDetail>(`/case-files/${file?.id}`);
  expect({ status: after.status, handler: after.handler, unit: after.unit?.code }).toEqual({
    status: file?.status,
    handler: null,
    unit: file?.unit?.code,
  });
  const { items: steps } = await head.read<{ items: { step: { kind: string } | null }[] }>(
    `/case-files/${file?.id}/chronology?only=decisions`,
  );
  expect(steps.slice(0, 2).map(({ step }) => step?.kind)).toEqual(['return', 'assign']);
  expect(await hands.pointerEvents()).toEqual([]);
  await head.close();
});
