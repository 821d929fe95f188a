import { randomUUID } from 'node:crypto';
import {
  type CaseFilePage,
  type CasePaper,
  type CaseTaskDetail,
  encodeLabelCode,
  type TaskPage,
} from '@opis/contracts';
import type { Browser, Page } from 'playwright-core';
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

test('an inspector asks, the head endorses with one key and sends the next back: no pointer, the next opens by itself', async () => {
  const inspector = await openConsole(browser, product, { username: 'inspector', path: '/' });
  const { items: works } = await inspector.read<CaseFilePage>('/case-files?queue=mine&sort=newest&limit=5');
  const asked = works.at(-1);
  const asking = await layHands(inspector.page);
  await inspector.page.goto(`/lucrari/${asked?.id}`);
  await inspector.page.locator('.composer-tab').first().waitFor();
  await asking.press('o');
  await inspector.page.locator('#ask-to:focus').waitFor();
  await asking.type('carmen');
  await inspector.page.getByRole('option', { name: /Carmen/ }).waitFor();
  await asking.press('Enter');
  await inspector.page.locator('.ask-chosen li').waitFor();
  await inspector.page.locator('#ask-text').focus();
  await asking.type('Se poate răspunde favorabil?');
  await asking.press('Control+Enter');
  await inspector.page.locator('.awaited-task').first().waitFor();
  expect(await asking.pointerEvents()).toEqual([]);
  await inspector.close();

  const head = await openConsole(browser, product, { username: 'sef', path: '/' });
  const { items: waiting } = await head.read<TaskPage>('/tasks?queue=endorse');
  const [first, second, third] = waiting;
  expect(third).toBeDefined();
  const hands = await layHands(head.page);
  await head.page.goto('/de-avizat');
  await head.page.locator('.circuit-step').first().waitFor();
  const currentNumber = () => head.page.locator('.task-item.is-current .number').textContent();
  expect(await currentNumber()).toBe(first?.file.registrationNumber);
  await hands.press('a');
  await expect.poll(currentNumber).toBe(second?.file.registrationNumber);
  await head.page.locator('.circuit-step.is-mine').waitFor();
  await hands.press('t');
  await head.page.getByRole('dialog').waitFor();
  await hands.type('Temeiul legal nu este cel indicat.');
  await hands.press('Control+Enter');
  await expect.poll(currentNumber, { timeout: 15_000 }).toBe(third?.file.registrationNumber);
  expect(await hands.pointerEvents()).toEqual([]);
  const done = await head.read<CaseTaskDetail>(`/tasks/${first?.id}`);
  const back = await head.read<CaseTaskDetail>(`/tasks/${second?.id}`);
  expect([done.verdict, back.status, back.answer]).toEqual([
    'favourable',
    'returned',
    'Temeiul legal nu este cel indicat.',
  ]);
  await head.page.goto('/de-clarificat');
  await head.page.locator('.task-item').first().waitFor();
  const { items: toClarify } = await head.read<TaskPage>('/tasks?queue=clarify&limit=200');
  expect(toClarify.map(({ text }) => text)).toContain('Se poate răspunde favorabil?');
  await head.close();
});

/** A reader of bar codes types the label into the field, and ends with Enter. */
async function scan(page: Page, code: string) {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

/** The same in one burst, wherever the focus is: no wait between two characters, however busy the machine. */
async function burst(page: Page, code: string) {
  await page.evaluate((label) => {
    for (const key of [...label, 'Enter']) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }
  }, code);
}

test('two scans hand a paper over; the wrong hand is refused and told where it is', async () => {
  const counter = await openConsole(browser, product, { path: '/' });
  const { year, number, id } = await counter.read<{ year: number; number: number; id: string }>(
    '/registers/general/entries',
    {
      requestId: randomUUID(),
      channel: 'counter',
      subject: 'Cerere de transport adaptat',
      sender: { kind: 'natural', name: 'Lăcrămioara Pârâianu-Țifrea' },
      sheets: 2,
      annexes: 0,
      unit: 'persoane-adulte',
    },
  );
  const code = encodeLabelCode({ register: 'G', year, number });
  const giving = await layHands(counter.page);
  await counter.page.goto('/hartii');
  await counter.page.locator('#paper-code:focus').waitFor();
  await counter.page.locator('input[name=paper-act][value=give]').focus();
  await giving.press('Space');
  await scan(counter.page, code);
  await counter.page.getByText('predată. Cel care o primește scanează').waitFor();
  expect(await giving.pointerEvents()).toEqual([]);

  const stranger = await openConsole(browser, product, { username: 'digital', path: '/hartii' });
  await stranger.page.locator('#paper-code:focus').waitFor();
  await scan(stranger.page, code);
  await stranger.page.getByText('nu v-a fost predată').waitFor();
  await stranger.page.getByText('către').first().waitFor();
  await stranger.close();

  const receiver = await openConsole(browser, product, { username: 'sef', path: '/hartii' });
  await receiver.page.locator('#paper-code:focus').waitFor();
  // Wherever the focus is: a reader is heard on the whole page.
  await receiver.page.locator('h1').evaluate((head) => {
    head.tabIndex = -1;
    head.focus();
  });
  await burst(receiver.page, code);
  await receiver.page.getByText('hârtia este la dumneavoastră').waitFor();
  const paper = await receiver.read<CasePaper>(`/case-files/${id}/paper`);
  expect(paper).toMatchObject({ onItsWay: null, holder: { unit: { code: 'persoane-adulte' } } });
  await receiver.page.goto(`/lucrari/${id}`);
  await receiver.page.getByText('Hârtia este la:').waitFor();
  await receiver.close();
  await counter.close();
});
