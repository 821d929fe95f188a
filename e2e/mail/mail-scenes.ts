import type { Page } from 'playwright-core';
import type { Scene } from '../support/scene.ts';

const again = 'button:has-text("Încearcă din nou")';
const decision = '.intake-decision';

/** The page when this address of the API answers nothing. */
const unread = (name: string, path: string, address: string): Scene => ({
  name,
  path,
  ready: '#main',
  act: async (page) => {
    await page.route(address, (route) => route.abort());
    await page.reload();
    await page.locator(again).first().waitFor();
  },
});

/** The page when there is nothing of what it lists: the true answer, without its items. */
const emptied = (name: string, path: string, address: string): Scene => ({
  name,
  path,
  ready: '#main',
  act: async (page) => {
    await page.route(address, async (route) => {
      const answer = await route.fetch();
      const json = { ...(await answer.json()), items: [], next: null, waiting: 0 };
      await route.fulfill({ response: answer, json });
    });
    await page.reload();
    await page.locator('.state').first().waitFor();
  },
});

/** The message of the queue whose line says this, opened. */
const opened = (name: string, words: string, then?: (page: Page) => Promise<unknown>): Scene => ({
  name,
  path: '/e-mail',
  ready: decision,
  act: async (page) => {
    const row = page.locator('.intake-item', { hasText: words }).first();
    await row.locator('.intake-open').click();
    await page.locator(`[data-shown="${await row.getAttribute('data-message')}"]`).waitFor();
    await then?.(page);
  },
});

const dialogBy = (name: string, key: string): Scene => ({
  name,
  path: '/e-mail',
  ready: decision,
  act: async (page) => {
    await page.locator('.intake-open:focus').waitFor();
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  },
});

/** What comes by e-mail, for who decides about it. */
export const intakeScenes: readonly Scene[] = [
  { name: 'the queue of e-mail', path: '/e-mail', ready: decision },
  opened('a message that possibly belongs to a file', 'Posibil'),
  opened('a message that no rule knows', 'alegeți'),
  dialogBy('a proposal to be changed', 's'),
  dialogBy('why a message is not registered', 'Delete'),
  { name: 'what was decided', path: '/e-mail?vezi=hotarate', ready: '.state, .intake-decision' },
  emptied('a queue that is done', '/e-mail', '**/api/v1/mail-intake?**'),
  unread('a queue that could not be read', '/e-mail', '**/api/v1/mail-intake?**'),
  { name: 'the rules', path: '/e-mail/reguli', ready: 'main table, main li' },
];

/** What leaves by e-mail, for who registers. */
export const outgoingScenes: readonly Scene[] = [
  { name: 'messages that ask for a person', path: '/trimiteri', ready: '.outgoing-rows' },
  { name: 'every message that left', path: '/trimiteri?coada=all', ready: '.outgoing-rows' },
  {
    name: 'what was sent, and what the servers said',
    path: '/trimiteri?coada=all',
    ready: '.outgoing-rows',
    act: async (page) => {
      await page.getByRole('button', { name: 'Ce s-a trimis' }).first().click();
      await page.locator('.outgoing-whole').waitFor();
    },
  },
  emptied('nothing that left', '/trimiteri', '**/api/v1/outgoing-messages?**'),
  unread('messages that could not be read', '/trimiteri', '**/api/v1/outgoing-messages?**'),
];

/** What comes from the scanner, for who registers. */
export const scanScenes: readonly Scene[] = [
  { name: 'the tray and the strip of pages', path: '/scanari', ready: '.scan-tile' },
  {
    name: 'a page to be cropped',
    path: '/scanari',
    ready: '.scan-tile',
    act: async (page) => {
      await page.keyboard.press('c');
      await page.getByRole('dialog').waitFor();
    },
  },
  emptied('an empty tray', '/scanari', '**/api/v1/scans'),
  unread('a tray that could not be read', '/scanari', '**/api/v1/scans'),
];

const addMailbox = async (page: Page) => {
  await page.getByRole('button', { name: 'Adaugă o cutie poștală' }).press('Enter');
  await page.getByRole('dialog').waitFor();
};

/** The mailboxes, for who sets up the house. */
export const mailboxScenes: readonly Scene[] = [
  { name: 'the mailboxes', path: '/administrare/cutii', ready: '#mailboxes-title' },
  {
    name: 'a mailbox to be added, at whose server nobody answers',
    path: '/administrare/cutii',
    ready: '#mailboxes-title',
    act: async (page) => {
      await addMailbox(page);
      await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
      await page.getByLabel('Port', { exact: true }).fill('1');
      await page.getByLabel('Utilizator', { exact: true }).fill('registratura');
      await page.getByRole('button', { name: 'Testează' }).press('Enter');
      await page.getByText('La server nu răspunde nimeni').waitFor();
    },
  },
  emptied('no mailbox', '/administrare/cutii', '**/api/v1/mailboxes'),
  unread('mailboxes that could not be read', '/administrare/cutii', '**/api/v1/mailboxes'),
];
