import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { type Hands, layHands } from '../support/hands.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { scenes } from './search-scenes.ts';

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

async function withHands(
  options: { username?: string; path?: string },
  walk: (page: Page, hands: Hands, window: ConsoleWindow) => Promise<void>,
) {
  const window = await openConsole(browser, product, options);
  try {
    const hands = await layHands(window.page);
    await window.page.goto(options.path ?? '/ghiseu');
    await window.page.locator('#main').waitFor();
    await walk(window.page, hands, window);
    expect(await hands.pointerEvents()).toEqual([]);
  } finally {
    await window.close();
  }
}

const option = (page: Page, text: string | RegExp) => page.getByRole('option', { name: text });

describe('without a mouse', () => {
  test('a paper just registered is found by a word of it, misspelt by nobody, and opened', async () => {
    await withHands({}, async (page, hands) => {
      await page.locator('#sender').waitFor();
      await hands.type('Țăndărică Brândușa-Ilinca');
      await option(page, /Adaugă persoană nouă/).waitFor();
      await hands.press('Enter');
      await page.locator('#subject').focus();
      await hands.type('Autorizație pentru chioșc cu gogoși');
      await hands.press('F9');
      await page.getByText(/^Numărul \d+ din/).waitFor({ state: 'attached' });
      // The index follows the ledger: within a second or so, without anybody asking.
      await expect
        .poll(
          async () => {
            await hands.press('Control+k');
            await hands.type('gogosi chiosc');
            const found = await option(page, /gogoși/)
              .waitFor({ timeout: 1_500 })
              .then(
                () => true,
                () => false,
              );
            if (!found) await hands.press('Escape');
            return found;
          },
          { timeout: 15_000 },
        )
        .toBe(true);
      await hands.press('Enter');
      await page.waitForURL(/\/lucrari\/[0-9a-f-]{36}$/);
      await page.getByText('Autorizație pentru chioșc cu gogoși').first().waitFor();
    });
  });

  test('a number is opened by typing it and Enter, before the list has come', async () => {
    await withHands({}, async (page, hands) => {
      await page.locator('#sender').waitFor();
      await hands.press('Control+k');
      await hands.type('nr. 12');
      await hands.press('Enter');
      await page.waitForURL(/\/lucrari\/[0-9a-f-]{36}$/);
      await page
        .getByText(/^12\/\d\d\.\d\d\.\d{4}$/)
        .first()
        .waitFor();
    });
  });

  test('a command is found by its name without diacritics; Esc gives the focus back', async () => {
    await withHands({ path: '/profil' }, async (page, hands) => {
      await page.getByRole('heading', { name: 'Profil' }).waitFor();
      await hands.press('Control+k');
      await hands.type('inregistreaza');
      await option(page, /Înregistrează un document/).waitFor();
      await hands.press('Escape');
      await page.getByRole('combobox', { name: 'Caută sau comandă' }).waitFor({ state: 'detached' });
      await hands.press('Control+k');
      await hands.type('inregistreaza');
      await option(page, /Înregistrează un document/).waitFor();
      await expect.poll(() => page.locator('[role=option][aria-selected=true]').count()).toBe(1);
      while (
        (await page.locator('[role=option][aria-selected=true]').innerText()).includes(
          'Înregistrează un document',
        ) === false
      )
        await hands.press('ArrowDown');
      await hands.press('Enter');
      await page.waitForURL('**/ghiseu');
    });
  });

  test('half a memory ends on the page, is narrowed, walked with J and K, and the address keeps it', async () => {
    await withHands({}, async (page, hands) => {
      await page.locator('#sender').waitFor();
      await hands.press('Control+k');
      await hands.type('adeverinta');
      await option(page, /în toate registrele/).waitFor();
      await page.locator('.palette-number').first().waitFor();
      await hands.press('ArrowUp');
      await hands.press('Enter');
      await page.waitForURL(/\/cautare\?q=adeverinta$/);
      const count = page.getByRole('status').filter({ hasText: 'înregistrări' });
      await count.waitFor();
      const before = await count.innerText();
      await page.getByRole('link', { name: /^E-mail \d+$/ }).focus();
      await hands.press('Enter');
      await page.waitForURL(/canal=email/);
      await expect.poll(() => count.innerText()).not.toBe(before);
      await page.reload();
      await page.getByRole('searchbox', { name: 'Ce căutați' }).waitFor();
      expect(await page.getByRole('searchbox', { name: 'Ce căutați' }).inputValue()).toBe('adeverinta');
      const second = page.locator('a.found-link.number').nth(1);
      await second.waitFor();
      // Its file, or its row in the book for whoever may not open the file.
      const address = (await second.getAttribute('href')) ?? '';
      expect(address).toMatch(/^\/(lucrari|registre)\/./);
      await hands.press('ArrowDown');
      await hands.press('j');
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent))
        .toBe(await second.innerText());
      await hands.press('Enter');
      await page.waitForURL(({ pathname, search }) => `${pathname}${search}` === address);
    });
  });

  test('a whole CNP is sought and never stands in an address', async () => {
    await withHands({}, async (page, hands) => {
      const addresses: string[] = [];
      page.on('request', (request) => addresses.push(request.url()));
      await page.locator('#sender').waitFor();
      await hands.press('Control+k');
      await hands.type('1960229129672');
      await option(page, /în toate registrele/).waitFor();
      await hands.press('ArrowUp');
      await hands.press('Enter');
      await page.waitForURL(/\/cautare$/);
      expect(await page.getByRole('searchbox', { name: 'Ce căutați' }).inputValue()).toBe('1960229129672');
      await page
        .getByText(/Nimic cu|înregistrăr/)
        .first()
        .waitFor();
      expect([...addresses, page.url()].filter((address) => address.includes('1960229129672'))).toEqual([]);
    });
  });
});

test('who reads less finds less: the same words by an inspector and by a registrar', async () => {
  const countOf = async (username: string) => {
    const window = await openConsole(browser, product, { username, path: '/cautare' });
    const answer = await window.read<{ entries: { count: number } }>('/search', { text: 'cerere' });
    await window.close();
    return answer.entries.count;
  };
  expect(await countOf('inspector')).toBeLessThan(await countOf('registrator'));
});

test.each(scenes.filter(({ sample }) => sample))('$name has no barrier', async ({ path, act }) => {
  const window = await openConsole(browser, product, { path });
  try {
    await act(window.page);
    expect(await barriersOf(window.page)).toEqual([]);
  } finally {
    await window.close();
  }
});
