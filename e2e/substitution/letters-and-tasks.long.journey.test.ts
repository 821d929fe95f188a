import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseTask, CaseTaskDetail, TaskPage, TaskQueue } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type FalseClock,
  faketimeRemedy,
  findFaketime,
  openFalseClock,
} from '../drill/faults/false-clock.ts';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { makeDataFolder } from '../support/demonstration.ts';
import { type Desk, sitDown } from '../support/desk.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

const away = 'Carmen Țuțuianu';
const dayMs = 86_400_000;

// The database's own user reads the clock too.
const clockFolder = makeDataFolder();
let clock: FalseClock;
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  const library = findFaketime();
  if (library === undefined) throw new Error(faketimeRemedy);
  clock = openFalseClock(library, join(clockFolder, 'clock'));
  product = await startProduct({ environment: clock.environment });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  rmSync(clockFolder, { recursive: true, force: true });
});

const tasksOf = async ({ read }: ConsoleWindow, queue: TaskQueue) =>
  (await read<TaskPage>(`/tasks?queue=${queue}&limit=200`)).items;
const hers = ({ toPerson }: CaseTask) => toPerson?.name === away;

/** The sheet of a task under the hands, whatever stands before it. */
async function goTo({ page, hands }: Desk, path: string, { id }: CaseTask) {
  await page.goto(path);
  const row = page.locator(`[data-task="${id}"]`);
  await row.waitFor();
  while ((await row.and(page.locator('.is-current')).count()) === 0) await hands.press('j');
  return row;
}

describe('a head on leave: what waits for her word goes to who stands in, and comes back by itself', () => {
  let left: readonly CaseTask[];
  const settled: string[] = [];

  test('the head declares her leave from the profile, by keys alone', async () => {
    const desk = await sitDown(browser, product, { username: 'sef', path: '/profil' });
    const { page, hands } = desk;
    await page.getByRole('button', { name: 'Declară o absență' }).first().focus();
    await hands.press('Enter');
    await page.locator('#act-substituteId:focus').waitFor();
    await hands.type('oprișan');
    await page.getByRole('option', { name: /Oprișan/ }).waitFor();
    await hands.press('Enter');
    await hands.press('Enter');
    await hands.type('azi');
    await hands.press('Enter');
    await page.locator('#inlocuiri').getByText('Lipsiți, înlocuitor Mihai-Răzvan Oprișan').waitFor();
    expect(await hands.pointerEvents()).toEqual([]);
    left = [...(await tasksOf(desk, 'endorse')), ...(await tasksOf(desk, 'sign'))].filter(hers);
    expect(left.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['endorsement', 'signature']));
    await desk.close();
  });

  test('who stands in endorses a letter of hers in her name, from the same queue', async () => {
    const desk = await sitDown(browser, product, { username: 'director', path: '/de-avizat' });
    const { page, hands, read } = desk;
    await page.getByText(`Sunteți și în locul lui ${away}`).waitFor();
    const letter = left.find(
      ({ kind, subject }) => kind === 'endorsement' && subject.type === 'letter-version',
    );
    if (letter === undefined) throw new Error('no letter waits for her endorsement');
    const row = await goTo(desk, '/de-avizat', letter);
    await page.locator('.letter-preview img').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await hands.press('a');
    await row.waitFor({ state: 'detached' });
    const done = await read<CaseTaskDetail>(`/tasks/${letter.id}`);
    settled.push(letter.id);
    expect(done).toMatchObject({ verdict: 'favourable', settledOnBehalfOf: away });
    expect(await hands.pointerEvents()).toEqual([]);
    await desk.close();
  });

  test('and sends a task of hers back with a reason, in her name too', async () => {
    const desk = await sitDown(browser, product, { username: 'director', path: '/de-avizat' });
    const { page, hands, read } = desk;
    const task = left.find(
      ({ kind, subject }) => kind === 'endorsement' && subject.type !== 'letter-version',
    );
    if (task === undefined) throw new Error('nothing else waits for her endorsement');
    const row = await goTo(desk, '/de-avizat', task);
    await page.locator('.circuit-step.is-mine').waitFor();
    await hands.press('t');
    await page.getByRole('dialog').waitFor();
    await hands.type('Lipsește punctul de vedere al compartimentului juridic.');
    await hands.press('Control+Enter');
    await row.waitFor({ state: 'detached' });
    const back = await read<CaseTaskDetail>(`/tasks/${task.id}`);
    settled.push(task.id);
    expect(back).toMatchObject({ status: 'returned', settledOnBehalfOf: away });
    expect(await hands.pointerEvents()).toEqual([]);
    await desk.close();
  });

  test('on the day after, what is left is hers alone again', async () => {
    clock.set(new Date(Date.now() + dayMs));
    const director = await openConsole(browser, product, { username: 'director', path: '/de-avizat' });
    const still = [...(await tasksOf(director, 'endorse')), ...(await tasksOf(director, 'sign'))].filter(
      hers,
    );
    expect(still).toEqual([]);
    expect(await director.page.getByText(`Sunteți și în locul lui ${away}`).count()).toBe(0);
    await director.close();
    const head = await openConsole(browser, product, { username: 'sef', path: '/de-avizat' });
    const back = [...(await tasksOf(head, 'endorse')), ...(await tasksOf(head, 'sign'))].filter(hers);
    const waiting = left.filter(({ id }) => !settled.includes(id)).map(({ id }) => id);
    expect(back.map(({ id }) => id)).toEqual(expect.arrayContaining(waiting));
    await head.close();
  });
});
