import type { Page } from 'playwright-core';
import type { Scene } from '../support/scene.ts';

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

async function typePaper(page: Page) {
  await page.keyboard.type('Nimeni Necunoscutu');
  await page.keyboard.press('Enter');
  await page.keyboard.type(`Cerere ${crypto.randomUUID()}`);
  await page.keyboard.press('F9');
}
