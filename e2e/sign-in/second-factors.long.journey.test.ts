import { generateSync } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole, password } from '../support/console.ts';
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

/** A device with a finger on it, as Chromium's own virtual authenticator plays it. */
async function giveDevice(page: Page) {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a passkey is added from the profile, lets its person in by one touch, and once removed does not', async () => {
  const { page, close } = await openConsole(browser, product, { username: 'inspector', path: '/profil' });
  await giveDevice(page);
  await page.getByRole('button', { name: 'Adaugă o cheie de acces' }).click();
  await page.getByLabel('Parolă').fill(password);
  await page.getByLabel('Cum o numiți').fill('Telefonul de serviciu');
  await page.getByRole('button', { name: 'Continuă' }).click();
  await page.getByText('Telefonul de serviciu', { exact: true }).waitFor();
  expect(await barriersOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Ieși din cont' }).click();
  await page.getByRole('button', { name: 'Intră cu o cheie de acces' }).click();
  await page.locator('#main').waitFor();
  await page.goto('/profil');
  await page.getByText('folosită ultima dată').first().waitFor();

  await page.getByRole('button', { name: 'Șterge cheia de acces: Telefonul de serviciu' }).click();
  await page.getByText('Nicio cheie de acces.').waitFor();
  await page.getByRole('button', { name: 'Ieși din cont' }).click();
  await page.getByRole('button', { name: 'Intră cu o cheie de acces' }).click();
  await page.getByText('Cheia de acces nu a fost acceptată').waitFor();
  await close();
});

test('with a code from the telephone the password alone no longer lets anybody in', async () => {
  const { page, close } = await openConsole(browser, product, { username: 'arhivar', path: '/profil' });
  await page.getByRole('button', { name: 'Cere și un cod' }).click();
  await page.getByLabel('Parolă').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Cod QR' }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  const secret = (await page.locator('.security-secret').innerText()).replaceAll(' ', '');
  await page.getByLabel('Codul din aplicație').fill('000000');
  await page.keyboard.press('Enter');
  await page.getByText('Codul nu este corect').waitFor();
  await page.getByLabel('Codul din aplicație').fill(generateSync({ secret }));
  await page.keyboard.press('Enter');
  const first = await page.locator('.recovery-codes code').first().innerText();
  await page.getByRole('button', { name: 'Le-am păstrat' }).click();
  await page.getByText('Au mai rămas 10 coduri de rezervă').waitFor();

  await page.getByRole('button', { name: 'Ieși din cont' }).click();
  await page.getByLabel('Nume de utilizator').fill('arhivar');
  await page.getByLabel('Parolă', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.locator('#code:focus').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  // A recovery code, because the code of this half minute has been taken.
  await page.locator('#code').fill(first);
  await page.keyboard.press('Enter');
  await page.locator('#main').waitFor();
  await close();
});
