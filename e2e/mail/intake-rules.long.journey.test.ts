import { randomUUID } from 'node:crypto';
import type { IntakePage } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { handOver } from '../support/mail.ts';
import { findFreePort, type RunningProduct, startProduct } from '../support/server.ts';

const to = 'registratura@lunca-alba.example';

let product: RunningProduct;
let browser: Browser;
let mailPort: number;

beforeAll(async () => {
  mailPort = await findFreePort();
  product = await startProduct({ environment: { OPIS_INTAKE_PORT: String(mailPort) } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A notice that a program sends; its subject has a word that no rule of the house knows. */
const aNotice = (subject: string, headers: readonly string[] = []) => ({
  from: 'spv@anunturi.example',
  bytes: Buffer.from(
    [
      `From: spv@anunturi.example`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: <${randomUUID()}@anunturi.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      ...headers,
      '',
      'Vedeti in aplicatie.',
    ].join('\r\n'),
  ),
});

test('a rule is written, tried on the mail that came, goes live only then, and proposes from the next message on', async () => {
  await handOver(mailPort, to, [aNotice('Borderou 1'), aNotice('Borderou 2'), aNotice('Altceva')]);
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail/reguli' });
  const { page } = officer;
  const save = page.getByRole('button', { name: 'Salvează regula' });
  const attempt = page.getByRole('button', { name: 'Încearcă pe mesajele venite' });
  const trial = page.locator('#intake-trial-head');

  await page.getByRole('button', { name: 'Regulă nouă' }).press('Enter');
  await page.getByLabel('Denumire', { exact: true }).fill('Borderouri');
  await page.getByLabel(/^Cuvinte în subiect(?! sau)/).fill('borderou');
  const kind = page.getByRole('combobox', { name: 'Se înregistrează ca' });
  await kind.fill('Factură');
  await kind.press('Tab');
  await page.getByLabel(/^Până în ziua/).fill('2099-12-31');
  await page.getByRole('radio', { name: 'nou' }).check();
  expect(await barriersOf(page)).toEqual([]);

  await save.press('Enter');
  expect(await trial.count()).toBe(0);
  expect(await save.getAttribute('aria-disabled')).toBe('true');

  await attempt.press('Enter');
  await expect.poll(() => trial.textContent()).toMatch(/se potrivește la 2 și schimbă propunerea la 2/);
  await page.getByRole('cell', { name: /Borderou 2/ }).waitFor();

  // Another condition is another rule: what was tried no longer counts.
  await page.getByLabel('mesaj obișnuit').check();
  await trial.waitFor({ state: 'detached' });
  expect(await save.getAttribute('aria-disabled')).toBe('true');
  await attempt.press('Enter');
  await trial.waitFor();
  await save.press('Enter');
  const row = page.getByRole('row', { name: /Borderouri/ });
  await row.waitFor();
  expect(await row.textContent()).toMatch(/„borderou”.*mesaj obișnuit.*nou.*Factură/);

  await handOver(mailPort, to, [aNotice('Borderou 3')]);
  const proposalOf = async (subject: string) => {
    const { items } = await officer.read<IntakePage>('/mail-intake?limit=200');
    return items.find((item) => item.subject === subject);
  };
  expect((await proposalOf('Borderou 3'))?.proposal.kind).toBe('invoice');
  expect((await proposalOf('Borderou 2'))?.proposal.kind).toBe('unknown');
  await page.goto('/e-mail');
  await page.locator(`[data-message="${(await proposalOf('Borderou 3'))?.id}"] .intake-open`).click();
  await page.getByText(/^Regula \d+, Borderouri: „borderou”\./).waitFor();

  await page.goto('/e-mail/reguli');
  await page.getByRole('button', { name: 'Borderouri' }).press('Enter');
  expect(await page.getByLabel(/^Până în ziua/).inputValue()).toBe('2099-12-31');
  expect(await page.getByLabel('mesaj obișnuit').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Încheie regula' }).press('Enter');
  await row.waitFor({ state: 'detached' });
  await handOver(mailPort, to, [aNotice('Borderou 4')]);
  expect((await proposalOf('Borderou 4'))?.proposal.kind).toBe('unknown');
  await officer.close();
});
