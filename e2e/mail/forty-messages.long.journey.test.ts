import { randomUUID } from 'node:crypto';
import type { EntryDetail, IntakeDetail, IntakePage } from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aMailServer } from '../../apps/server/test/a-mail-server.ts';
import { aPageMessage } from '../../apps/server/test/a-page-message.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { handOver } from '../support/mail.ts';
import { findFreePort, type RunningProduct, startProduct } from '../support/server.ts';

let product: RunningProduct;
let browser: Browser;
let mailPort: number;

const to = 'registratura@lunca-alba.example';
const post = await aMailServer();

beforeAll(async () => {
  mailPort = await findFreePort();
  const environment = {
    ...{ OPIS_INTAKE_PORT: String(mailPort), OPIS_SMTP_URL: post.url, OPIS_MAIL_FROM: to },
  };
  product = await startProduct({ environment });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

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

type Mail = { from: string; bytes: Buffer };

const person = (place: number) => `persoana${place}@posta.example`;

/** A petition with a paper of its own, as programs for mail send it. */
const withPaper = (place: number) => ({
  from: person(place),
  bytes: aPageMessage({
    ...{ from: `Expeditor ${place} <${person(place)}>`, to, subject: `Cerere cu anexă ${place}` },
    ...{ text: 'Solicit o adeverinta.', page: '<p>Solicit o <b>adeverinta</b>.</p>' },
    files: [{ name: `anexa ${place}.txt`, type: 'text/plain', content: `anexa ${place}` }],
  }),
});

/** What a mail server says of a message that is not ours. */
const aReport = (place: number) => ({
  from: '',
  bytes: Buffer.from(
    [
      'From: Mail Delivery System <mailer-daemon@posta.example>',
      `To: ${to}`,
      `Subject: Undelivered Mail ${place}`,
      `Message-ID: <${randomUUID()}@posta.example>`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=raport',
      '',
      '--raport',
      'Content-Type: text/plain',
      '',
      'Nu s-a putut livra.',
      '--raport',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; posta.example',
      '',
      'Final-Recipient: rfc822; cineva@posta.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--raport--',
      '',
    ].join('\r\n'),
  ),
});

/** What a morning brings, by place: the first that the place is one of. Of six a person has to say what they are. */
const kindsOf = (
  ours: string,
): readonly (readonly [(place: number) => boolean, (place: number) => Mail])[] => [
  [(at) => at % 20 === 19, (at) => ({ from: person(at), bytes: Buffer.from([0, 255, 254, at, 13, 10, 0]) })],
  [
    (at) => at % 20 === 10,
    (at) => aMessage(at, person(100), 'Re: confirmare', 'Multumesc, adaug.', [`References: ${ours}`]),
  ],
  [(at) => at % 20 === 14, aReport],
  [
    (at) => at % 20 === 13,
    (at) => aMessage(at, person(at), 'Pe lista', 'Solicit date.', ['List-Id: <discutii.example>']),
  ],
  [(at) => at % 10 === 7, withPaper],
  [(at) => at % 10 === 1, (at) => aMessage(at, person(at), 'Legea 544', 'In baza Legii 544 solicit date.')],
  [(at) => at % 10 === 2, (at) => aMessage(at, `facturi@firma${at}.example`, 'Factura', 'Factura lunii.')],
  [
    (at) => at % 10 === 3,
    (at) => aMessage(at, `oferte@firma${at}.example`, 'Oferta', 'Reduceri. Dezabonare.'),
  ],
  [
    (at) => at % 10 === 4,
    (at) => aMessage(at, person(at), 'In concediu', 'Revin luni.', ['Auto-Submitted: auto-replied']),
  ],
  [
    (at) => at % 10 === 5,
    (at) => aMessage(at, person(at), 'Revin', 'Revin la nr. 1/2026 si solicit raspuns.'),
  ],
  [(at) => at % 20 === 6, (at) => aMessage(at, 'plati@lunca-a1ba.example', 'Plata', 'Confirmati plata azi.')],
  [(at) => at % 20 === 16, (at) => aMessage(at, person(at), 'Buna ziua', 'O intrebare.')],
  [() => true, (at) => aMessage(at, person(at), 'Cerere', 'Va rog, solicit stadiul cererii mele.')],
];

/** Forty messages; `ours` is the Message-ID of the one that some of them answer. */
function aMorning(ours: string): Mail[] {
  const kinds = kindsOf(ours);
  const make = (at: number) => kinds.find(([isOne]) => isOne(at))?.[1](at);
  return Array.from({ length: 40 }, (_, at) => make(at)).filter((mail) => mail !== undefined);
}

/** A message of somebody is registered, and the confirmation of it left: its Message-ID, and its entry. */
async function aConfirmation({ read }: ConsoleWindow) {
  await handOver(mailPort, to, [aMessage(100, person(100), 'Prima cerere', 'Solicit stadiul.')]);
  const { items } = await read<IntakePage>('/mail-intake?limit=200');
  const id = items.find(({ fromAddress }) => fromAddress === person(100))?.id;
  const body = { requestId: randomUUID(), version: 1 };
  const { number } = await read<EntryDetail>(`/mail-intake/${id}/registration`, body);
  const [mail] = await post.received(1);
  return { messageId: mail?.messageId ?? '', number };
}

test('forty mixed messages to an empty queue, by keys alone, at most two a message; only people are answered', async () => {
  const officer = await openConsole(browser, product, { username: 'digital', path: '/e-mail' });
  const { page, read } = officer;
  const ours = await aConfirmation(officer);
  const messages = aMorning(ours.messageId);
  await handOver(mailPort, to, messages);
  const all = await read<IntakePage>('/mail-intake?limit=200');
  expect(all.waiting).toBeGreaterThanOrEqual(messages.length);
  expect(all.items.filter(({ attachmentCount }) => attachmentCount === 1).length).toBeGreaterThanOrEqual(4);
  const answered: (string | null)[] = [person(100)];
  for (const { id, proposal } of all.items) {
    const { kind, noConfirmation } = (await read<IntakeDetail>(`/mail-intake/${id}`)).proposal;
    const { fromAddress } = all.items.find((item) => item.id === id) ?? {};
    expect(kind).toBe(proposal.kind);
    const isNumbered = kind !== 'not-registered' && kind !== 'confidential';
    if (isNumbered && noConfirmation === null) answered.push(fromAddress ?? null);
  }
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

  const reached = () =>
    post.mails
      .filter(({ subject }) => subject?.startsWith('Înregistrat cu nr.'))
      .flatMap(({ recipients }) => recipients)
      .toSorted();
  await expect.poll(reached, { timeout: 60_000 }).toEqual(answered.map((to) => to ?? '').toSorted());
  for (const place of [4, 13, 24, 33]) expect(reached()).not.toContain(person(place));
  const done = await read<IntakePage>('/mail-intake?view=done&limit=200');
  const joined = done.items.filter(({ state }) => state === 'joined');
  expect(joined.map(({ fromAddress }) => fromAddress)).toEqual([person(100), person(100)]);
  const [number, day = ''] = joined[0]?.registrationNumber?.split('/') ?? [];
  const reply = await read<EntryDetail>(`/registers/general/entries/${day.slice(-4)}/${number}`);
  expect(reply.joinedTo?.number).toBe(ours.number);
  const withFile = done.items.find(({ subject }) => subject === 'Cerere cu anexă 7');
  const [fileNumber, fileDay = ''] = withFile?.registrationNumber?.split('/') ?? [];
  const entry = await read<EntryDetail>(`/registers/general/entries/${fileDay.slice(-4)}/${fileNumber}`);
  expect(entry).toMatchObject({ annexes: 1, documentCount: 4 });
  await officer.close();
}, 240_000);
