import type { CaseFilePage } from '@opis/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let head: ConsoleWindow;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
  head = await openConsole(browser, product, { username: 'sef', path: '/' });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A page or a state of one: where it is, and the hands that bring it about. */
type Scene = { name: string; path: string; ready: string; act?: (page: Page) => Promise<unknown> };

const list = '/lucrari?coada=structura';
const dialogBy = (name: string, key: string): Scene => ({
  name,
  path: list,
  ready: '.work-row',
  act: async (page) => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  },
});
/** The page of the first file of the unit. */
const filePage = (part: string) => `/lucrari/{id}${part}`;

const scenes: readonly Scene[] = [
  { name: 'what waits to be assigned', path: '/de-repartizat', ready: '.person' },
  {
    name: 'a letter about to be named, many chosen',
    path: '/de-repartizat',
    ready: '.person',
    act: async (page) => {
      await page.keyboard.press('x');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('r');
      await page.locator('.people.is-naming').waitFor();
    },
  },
  {
    name: 'the kept resolutions',
    path: '/de-repartizat',
    ready: '.person',
    act: async (page) => {
      await page.keyboard.press('F4');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'what came in', path: '/intrari', ready: '.work-row' },
  { name: 'the works of the unit, one looked at', path: list, ready: '.moves' },
  {
    name: 'works chosen, filters open',
    path: list,
    ready: '.work-row',
    act: async (page) => {
      await page.keyboard.press('x');
      await page.locator('.bulk-bar').waitFor();
      await page.getByRole('button', { name: 'Filtre' }).press('Enter');
    },
  },
  { name: 'nothing found', path: `${list}&text=nimicdeacestfel`, ready: '.state' },
  {
    name: 'a list that could not be read',
    path: '/lucrari?coada=inchise',
    ready: '.works-views',
    act: async (page) => {
      await page.route('**/api/v1/case-files?**', (route) => route.abort());
      await page.reload();
      await page.getByRole('button', { name: 'Încearcă din nou' }).waitFor();
    },
  },
  dialogBy('the dialog to assign', 'r'),
  dialogBy('the dialog to forward', 'f'),
  dialogBy('the dialog to return', 't'),
  dialogBy('the dialog to close', 'c'),
  dialogBy('the dialog to write a note', 'n'),
  {
    name: 'a dialog with something missing',
    path: list,
    ready: '.work-row',
    act: async (page) => {
      await page.keyboard.press('t');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a list about to be kept',
    path: `${list}&categorie=petitie`,
    ready: '.works-view',
    act: async (page) => {
      await page.getByRole('button', { name: 'Păstrează lista' }).press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'a file, its chronology', path: filePage(''), ready: '.case-event' },
  { name: 'a file, its opis', path: filePage('?fila=opis'), ready: '.opis' },
  { name: 'a file, its data', path: filePage('?fila=date'), ready: '.case-entry' },
  {
    name: 'who looked at a file',
    path: filePage(''),
    ready: '.case-seen',
    act: async (page) => {
      await page.getByRole('button', { name: 'Cine s-a uitat' }).press('Enter');
      await page.locator('.looked > li').first().waitFor();
    },
  },
  { name: 'a file that nobody has', path: '/lucrari/01a1ff7a-0000-7000-8000-00000000dead', ready: '.state' },
];

describe('nobody is kept out of the works', () => {
  // One visit for all of them: the same page in the light, in the dark, with its text doubled, on a phone.
  test.each(scenes.map((scene) => [scene.name, scene] as const))('by %s', async (_name, scene) => {
    const { page } = head;
    await page.unrouteAll();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(await addressOf(scene));
    await page.locator(scene.ready).first().waitFor();
    await scene.act?.(page);
    expect(await barriersOf(page)).toEqual([]);
    await expect.poll(() => overflowOf(page)).toBe(0);

    await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: 'dark' }));
    expect(await barriersOf(page, (axe) => axe.withRules(['color-contrast']))).toEqual([]);

    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await expect.poll(() => overflowOf(page)).toBe(0);

    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => overflowOf(page)).toBe(0);
    expect(
      await barriersOf(page, (axe) => axe.withRules(['target-size', 'scrollable-region-focusable'])),
    ).toEqual([]);
  });
});

async function addressOf({ path }: Scene): Promise<string> {
  if (!path.includes('{id}')) return path;
  const { items } = await head.read<CaseFilePage>('/case-files?queue=unit&limit=1');
  return path.replace('{id}', items[0]?.id ?? '');
}
