import { randomUUID } from 'node:crypto';
import type { IntakePage } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { handOver } from '../support/mail.ts';
import { findFreePort, type RunningProduct, startProduct } from '../support/server.ts';

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

const to = 'registratura@lunca-alba.example';

function aMessage(
  place: number,
  from: string,
  subject: string,
  text: string,
  headers: readonly string[] = [],
) {
  const lines = [
    `From: Expeditor ${place} <${from}>`,
    `To: ${to}`,
    `Subject: ${subject} ${place}`,
    `Message-ID: <${randomUUID()}@posta.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    text,
  ];
  return { from, bytes: Buffer.from(lines.join('\r\n')) };
}

const person = (place: number) => `persoana${place}@posta.example`;

/** Forty messages of a morning; of six a person has to say what they are. */
const messages = Array.from({ length: 40 }, (_, place) => {
  if (place % 20 === 19) return { from: person(place), bytes: Buffer.from([0, 255, 254, place, 13, 10, 0]) };
  if (place % 10 === 1) return aMessage(place, person(place), 'Legea 544', 'In baza Legii 544 solicit date.');
  if (place % 10 === 2) return aMessage(place, `facturi@firma${place}.example`, 'Factura', 'Factura lunii.');
  if (place % 10 === 3)
    return aMessage(place, `oferte@firma${place}.example`, 'Oferta', 'Reduceri. Dezabonare.');
  if (place % 10 === 4)
    return aMessage(place, person(place), 'In concediu', 'Revin luni.', ['Auto-Submitted: auto-replied']);
  if (place % 10 === 5)
    return aMessage(place, person(place), 'Revin', 'Revin la nr. 1/2026 si solicit raspuns.');
  if (place % 20 === 6) return aMessage(place, 'plati@lunca-a1ba.example', 'Plata', 'Confirmati plata azi.');
  if (place % 20 === 16) return aMessage(place, person(place), 'Buna ziua', 'O intrebare.');
  return aMessage(place, person(place), 'Cerere', 'Va rog, solicit stadiul cererii mele.');
});

test('forty mixed messages to an empty queue, by keys alone, at most two a message', async () => {
  await handOver(mailPort, to, messages);
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page, read } = officer;
  const all = await read<IntakePage>('/mail-intake?limit=200');
  expect(all.waiting).toBeGreaterThanOrEqual(messages.length);
  const hands = await layHands(page);
  await page.goto('/e-mail');
  for (const item of all.items) {
    await page.locator(`[data-message="${item.id}"] .intake-open:focus`).waitFor();
    await page.locator(`[data-shown="${item.id}"]`).waitFor();
    const before = hands.presses();
    if (item.proposal.kind === 'unknown') await hands.press('5');
    await hands.press('Enter');
    await page.locator(`[data-message="${item.id}"]`).waitFor({ state: 'detached' });
    expect(hands.presses() - before, item.subject).toBeLessThanOrEqual(2);
  }
  expect((await read<IntakePage>('/mail-intake')).waiting).toBe(0);
  await page.getByText('Ați terminat pentru acum').waitFor();
  expect(await hands.pointerEvents()).toEqual([]);
  const unknown = all.items.filter(({ proposal }) => proposal.kind === 'unknown').length;
  expect(hands.presses()).toBe(all.items.length + unknown);
  await officer.close();
}, 240_000);
