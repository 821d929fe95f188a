import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toLegalTime } from '../../apps/server/src/platform/clock.ts';
import type { CaseFilePage, CaseFileRow } from '../../packages/contracts/src/index.ts';
import {
  type FalseClock,
  faketimeRemedy,
  findFaketime,
  openFalseClock,
} from '../drill/faults/false-clock.ts';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

const clockFolder = mkdtempSync(join(tmpdir(), 'opis-clock-'));
const away = 'Andrei Stănciulescu';
const substitute = 'Ilinca Doboș';

let product: RunningProduct;
let browser: Browser;
let clock: FalseClock;
let evening: Date;
const windows: ConsoleWindow[] = [];

beforeAll(async () => {
  const library = findFaketime();
  if (library === undefined) throw new Error(faketimeRemedy);
  clock = openFalseClock(library, join(clockFolder, 'clock'));
  evening = tomorrowEvening(new Date());
  clock.set(evening);
  product = await startProduct({ environment: clock.environment });
  browser = await openBrowser();
});
afterAll(async () => {
  for (const window of windows) await window.close();
  await browser?.close();
  await product?.stop();
  rmSync(clockFolder, { recursive: true, force: true });
});

/** 20:00 in Bucharest on the day after: the session lasts past midnight. */
function tomorrowEvening(now: Date): Date {
  const tomorrow = new Date(now.getTime() + 86_400_000);
  const day = toLegalTime(tomorrow).date;
  for (const hour of [17, 18]) {
    const at = new Date(`${day}T${hour}:00:00Z`);
    if (toLegalTime(at).time === '20:00') return at;
  }
  throw new Error('no evening');
}

async function open(username: string, path: string): Promise<ConsoleWindow> {
  const window = await openConsole(browser, product, { username, path });
  windows.push(window);
  return window;
}

async function filesOf(window: ConsoleWindow, queue: string): Promise<CaseFileRow[]> {
  return (await window.read<CaseFilePage>(`/case-files?queue=${queue}&limit=200`)).items;
}

/** Sends an act from the page itself, as its buttons do. */
function act(window: ConsoleWindow, row: Pick<CaseFileRow, 'id' | 'version'>, verb: string, body: object) {
  const sent = verb === 'note' ? body : { version: row.version, ...body };
  return window.page.evaluate(
    async ({ address, text }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(address, { method: 'POST', headers, body: text });
      if (!answer.ok) throw new Error(await answer.text());
    },
    {
      address: `/api/v1/case-files/${row.id}/${verb}`,
      text: JSON.stringify({ requestId: randomUUID(), ...sent }),
    },
  );
}

/** The substitute's open window, made before anything was declared and never reloaded. */
let deputy: ConsoleWindow;
let handled: CaseFileRow;

describe('leave with a substitute, and the return', () => {
  test('the leave is declared by keyboard alone, from the profile', async () => {
    deputy = await open('registrator2', '/ghiseu');
    await deputy.page.getByText('Actualizat acum').waitFor();
    const window = await openConsole(browser, product, { username: 'inspector', path: '/profil' });
    windows.push(window);
    const hands = await layHands(window.page);
    await window.page.reload();
    await window.page.getByRole('button', { name: 'Declară o absență' }).focus();
    await hands.press('Enter');
    await window.page.locator('#act-substituteId').waitFor();
    await hands.type('ilinca');
    await window.page.getByRole('option', { name: /Ilinca/ }).waitFor();
    await hands.press('Enter');
    await hands.press('Enter');
    await hands.type('azi');
    await hands.press('Enter');
    await window.page.getByText(`Lipsiți, înlocuitor ${substitute}`).waitFor();
    expect(await hands.pointerEvents()).toEqual([]);
    expect(await barriersOf(window.page)).toEqual([]);
  });

  test('the substitute’s open window says for whom they stand in, without reloading', async () => {
    const stripe = deputy.page.getByRole('region', { name: 'Înlocuiri de astăzi' });
    await stripe.getByText(`Sunteți și în locul lui ${away}`).waitFor();
    expect(await barriersOf(deputy.page)).toEqual([]);
  });

  test('they see the works of who is away, marked, and apart', async () => {
    const { page } = deputy;
    await page.getByRole('link', { name: /Lucrările mele/ }).press('Enter');
    await page.locator('.work-row').first().waitFor();
    await page.getByText(`pentru ${away}`).first().waitFor();
    await page.getByRole('radio', { name: 'Ale mele' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.work-row').first().waitFor();
    expect(new URL(page.url()).searchParams.get('persoana')).toBeTruthy();
    expect(await barriersOf(page)).toEqual([]);
  });

  test('what is assigned to who is away appears in the substitute’s list without reloading', async () => {
    const head = await open('sef', '/profil');
    const before = await deputy.page.locator('.work-row').count();
    const row = (await filesOf(head, 'unassigned')).find(
      ({ unit, actions }) => unit?.code === 'persoane-adulte' && actions.includes('assign'),
    );
    if (row === undefined) throw new Error('nothing to assign');
    handled = row;
    const { staffId } = await (await windowOf('inspector')).read<{ staffId: string }>('/session');
    await act(head, row, 'assign', { to: { person: staffId } });
    await deputy.page.getByRole('link', { name: row.registrationNumber }).waitFor();
    expect(await deputy.page.locator('.work-row').count()).toBe(before + 1);
  });

  test('what others do to a file on the screen appears beside a note that is being written, which stays', async () => {
    const { page } = deputy;
    await page.getByRole('link', { name: handled.registrationNumber }).press('Enter');
    const composer = page.locator('#case-note');
    await composer.fill('De sunat mâine la prânz');
    const inspector = await windowOf('inspector');
    await act(inspector, handled, 'note', { text: 'Am vorbit cu petentul' });
    await page.getByText('Am vorbit cu petentul').first().waitFor();
    expect(await composer.inputValue()).toBe('De sunat mâine la prânz');
  });

  test('an act of the substitute reads as done in the name of who is away', async () => {
    const [row] = (await filesOf(deputy, 'mine')).filter(({ id }) => id === handled.id);
    if (row === undefined) throw new Error('the file is not theirs to act on');
    await act(deputy, row, 'close', { outcome: row.outcomes[0], text: 'Luat la cunoștință.' });
    await deputy.page.getByText(`în numele lui ${away}`).first().waitFor();
  });

  test('at midnight the rights return by themselves, in an open window too', async () => {
    const { page } = deputy;
    await page.getByRole('link', { name: /Lucrările mele/ }).press('Enter');
    await page.locator('.work-row').first().waitFor();
    clock.set(new Date(evening.getTime() + 4 * 3_600_000 + 5_000));
    await page.getByRole('region', { name: 'Înlocuiri de astăzi' }).waitFor({ state: 'detached' });
    expect((await filesOf(deputy, 'mine')).every(({ mine }) => mine)).toBe(true);
    const session = await deputy.read<{ standingIn: unknown[] }>('/session');
    expect(session.standingIn).toEqual([]);
    const back = await windowOf('inspector');
    expect((await filesOf(back, 'mine')).length).toBeGreaterThan(0);
  });
});

async function windowOf(username: string): Promise<ConsoleWindow> {
  for (const window of windows) {
    const session = await window.read<{ username: string }>('/session');
    if (session.username === username) return window;
  }
  throw new Error(`${username} has no window`);
}
