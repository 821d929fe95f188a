import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { barriersOf, overflowOf } from '../support/barriers.ts';

/** A page or a state of one: where it is, and the hands that bring it about. */
export type Scene = { name: string; path: string; ready: string; act?: (page: Page) => Promise<unknown> };

/** Every page of the counter, the book, persons and the profile, in the states that people meet. */
export const scenes: readonly Scene[] = [
  { name: 'the counter, ready', path: '/ghiseu', ready: '#sender' },
  {
    name: 'the counter, a sender being typed',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.type('ana');
      await page.locator('[role=option]').first().waitFor();
    },
  },
  {
    name: 'the counter, a new sender',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.type('Nimeni Necunoscutu');
      await page.locator('[role=option]', { hasText: 'Adaugă persoană nouă' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('#sender-cnp').waitFor();
    },
  },
  {
    name: 'the counter, with errors',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'the counter, with the line cut',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.route('**/registers/general/entries', (route) => route.abort());
      await typePaper(page);
      await page.getByText('Documentul NU a primit număr.').waitFor();
    },
  },
  {
    name: 'the counter, a number given',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await typePaper(page);
      await page.locator('output').waitFor();
    },
  },
  {
    name: 'the models',
    path: '/ghiseu',
    ready: '#sender',
    act: async (page) => {
      await page.keyboard.press('F4');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'the book', path: '/registre/general', ready: '.book-table tbody a, .book-card' },
  { name: 'an empty book', path: '/registre/general?an=1999', ready: '.state' },
  {
    name: 'a book with nothing found',
    path: '/registre/general?canal=military-post&stare=annulled',
    ready: '.state',
  },
  { name: 'an entry', path: '/registre/general/2026/12', ready: '.entry-title' },
  { name: 'an entry that nobody has', path: '/registre/general/2026/9999999', ready: '.entry .state' },
  ...['annul', 'correct', 'join', 'route', 'dispatch', 'classify'].map((act) => ({
    name: `the dialog to ${act}`,
    path: `/registre/general/2026/15?act=${act}`,
    ready: 'dialog[open]',
  })),
  {
    name: 'a dialog with errors',
    path: '/registre/general/2026/15?act=annul',
    ready: 'dialog[open]',
    act: async (page) => {
      await page.getByRole('button', { name: 'Anulează numărul' }).last().click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'the search for persons', path: '/persoane', ready: '.state' },
  { name: 'the persons found', path: '/persoane?q=ana', ready: '.party-item' },
  { name: 'nobody found', path: '/persoane?q=zzzzzz', ready: '.state' },
  {
    name: 'a person',
    path: '/persoane?q=ana',
    ready: '.party-item',
    act: async (page) => {
      await page.locator('.party-name').first().click();
      await page.locator('.party-card').waitFor();
    },
  },
  { name: 'the profile', path: '/profil', ready: '.session' },
  {
    name: 'the sheet of keys',
    path: '/profil',
    ready: '.session',
    act: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'a page that is not there', path: '/ghiseu/nimic', ready: '.state' },
];

/** Fills `faults` with what the page itself, or its content policy, complains of. */
export function listenForFaults(page: Page, faults: string[]) {
  page.on('pageerror', (error) => faults.push(error.message));
  page.on(
    'console',
    (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()),
  );
}

/** One visit for all of them: the same page in the light, in the dark, with its text doubled, on a phone. */
export async function visitScene(page: Page, scene: Scene) {
  await page.unrouteAll();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(scene.path);
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
}

async function typePaper(page: Page) {
  await page.keyboard.type('Nimeni Necunoscutu');
  await page.keyboard.press('Enter');
  await page.keyboard.type(`Cerere ${crypto.randomUUID()}`);
  await page.keyboard.press('F9');
}
