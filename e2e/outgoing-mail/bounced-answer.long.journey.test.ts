import { randomUUID } from 'node:crypto';
import type {
  CaseFileRef,
  Colleague,
  LetterDetail,
  LetterRouteChoices,
  OutgoingPage,
  RegisterDocumentResponse,
  UploadResponse,
} from '@opis/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliver } from '../../apps/server/src/platform/mail/deliver.ts';
import { aPdf } from '../../apps/server/test/a-pdf.ts';
import { type MailPeer, openMailPeer } from '../drill/mail-out/mail-peer.ts';
import { barriersOf, overflowOf } from '../support/barriers.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleWindow, openConsole } from '../support/console.ts';
import { layHands } from '../support/hands.ts';
import { findFreePort, type RunningProduct, startProduct } from '../support/server.ts';

const office = 'registratura@lunca-alba.example';
let peer: MailPeer;
let product: RunningProduct;
let browser: Browser;
let intakePort: number;

beforeAll(async () => {
  peer = await openMailPeer(() => 0.1, 50);
  intakePort = await findFreePort();
  const environment = {
    OPIS_SMTP_URL: peer.url,
    OPIS_MAIL_FROM: office,
    OPIS_INTAKE_PORT: String(intakePort),
  };
  product = await startProduct({ environment });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await peer?.stop();
});

/** An answer to a petition, signed by two on paper and ready to leave. */
async function aReadyAnswer(counter: ConsoleWindow, head: ConsoleWindow, inspector: ConsoleWindow) {
  const entry = await counter.read<RegisterDocumentResponse>('/registers/general/entries', {
    ...{ requestId: randomUUID(), channel: 'email', subject: 'Iluminatul public de pe strada Salcâmilor' },
    sender: { kind: 'natural', name: 'Elena Țăranu-Ghiță', address: 'Str. Salcâmilor nr. 22, Lunca Albă' },
    ...{ sheets: 1, annexes: 0, unit: 'persoane-adulte', category: 'petitie' },
  });
  const { id } = await counter.read<CaseFileRef>(
    `/registers/general/entries/${entry.year}/${entry.number}/case-file`,
  );
  const { items } = await head.read<{ items: Colleague[] }>('/colleagues');
  const person = items.find(({ displayName }) => displayName.includes('Stănciulescu'))?.staffId;
  await head.read(`/case-files/${id}/assign`, { requestId: randomUUID(), version: 1, to: { person } });
  const begun = await inspector.read<LetterDetail>(`/case-files/${id}/letters`, {
    requestId: randomUUID(),
    kind: 'answer',
  });
  const act = (letter: LetterDetail, verb: string, body: object) =>
    inspector.read<LetterDetail>(`/letters/${letter.id}/${verb}`, {
      ...{ requestId: randomUUID(), version: letter.version },
      ...body,
    });
  const addressee = { ...begun.content.addressee, email: 'elena.taranu@exemplu.ro' };
  const content = {
    ...begun.content,
    addressee,
    sendBy: 'email',
    legalBasis: 'art. 8 alin. (1) din O.G. nr. 27/2002',
  };
  const saved = await inspector.read<LetterDetail>(`/letters/${begun.id}/draft`, {
    version: begun.version,
    content,
  });
  const { signers } = await inspector.read<LetterRouteChoices>(`/letters/${begun.id}/route`);
  const unitHead = signers.find(({ slot }) => slot === 'unit-head');
  const chief = signers.find(
    ({ slot, id: chosen }) => slot === 'institution-head' && chosen !== unitHead?.id,
  );
  const two = [
    { slot: 'unit-head', person: unitHead?.id },
    { slot: 'institution-head', person: chief?.id },
  ];
  const routed = await act(saved, 'send-on-route', { signers: two });
  const uploaded = await inspector.context.request.post('/api/v1/uploads?name=semnat.pdf', {
    headers: { 'content-type': 'application/octet-stream', origin: product.address },
    data: aPdf(1),
  });
  const { id: upload } = (await uploaded.json()) as UploadResponse;
  const signedOn = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Bucharest' }).format(new Date());
  return act(routed, 'signed-paper', { upload, signedOn });
}

/** What the petitioner's server sends back to the envelope's sender (RFC 3464). */
function reportTo(token: string, messageId: string): Buffer {
  return Buffer.from(
    [
      'From: MAILER-DAEMON@exemplu.ro',
      `To: ${office.replace('@', `+${token}@`)}`,
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <${randomUUID()}@exemplu.ro>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'No such user.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; exemplu.ro',
      '',
      'Final-Recipient: rfc822; elena.taranu@exemplu.ro',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );
}

test('an answer that leaves by e-mail and comes back goes by post instead', async () => {
  const counter = await openConsole(browser, product);
  const head = await openConsole(browser, product, { username: 'sef', path: '/' });
  const inspector = await openConsole(browser, product, { username: 'inspector', path: '/' });
  const letter = await aReadyAnswer(counter, head, inspector);
  const termOf = async () =>
    (
      await inspector.read<{ items: { role: string; status: string }[] }>(
        `/case-files/${letter.caseFile.id}/terms`,
      )
    ).items.find(({ role }) => role === 'answer')?.status;

  const { page } = counter;
  const hands = await layHands(page);
  await page.goto(`/adrese/${letter.id}`);
  await page.getByRole('button', { name: 'Trimite prin e-mail' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.getByLabel('Adresa de e-mail').inputValue()).toBe('elena.taranu@exemplu.ro');
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Trimite', exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(termOf, { timeout: 60_000 }).toBe('met');

  const { items } = await counter.read<OutgoingPage>('/outgoing-messages?queue=sent');
  const sent = items.find(({ letterId }) => letterId === letter.id);
  const messageId = [...peer.taken.keys()].find((key) => key.includes(sent?.id ?? 'none')) ?? '';
  const token = messageId.slice(1).split('.')[0] ?? '';
  const raw = reportTo(token, messageId);
  const handed = await deliver(
    { from: '', to: office.replace('@', `+${token}@`), raw, id: 'raport' },
    { url: `smtp://127.0.0.1:${intakePort}`, quietMs: 20_000, beforeLastBytes: async () => {} },
  );
  expect(handed).toMatchObject({ outcome: 'accepted' });
  await expect.poll(termOf, { timeout: 60_000 }).toBe('running');

  await page.goto('/trimiteri');
  const row = page.getByRole('row', { name: /elena\.taranu@exemplu\.ro/ });
  await row.getByText('Întors').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowOf(page)).toBe(0);
  expect(await barriersOf(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });

  await row.getByRole('button', { name: 'Ce s-a trimis' }).press('Enter');
  const whole = page.getByRole('dialog');
  await whole.getByText('Primit de serverul de e-mail').waitFor();
  await whole.getByText('5.1.1 · 550 5.1.1 User unknown').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await whole.waitFor({ state: 'detached' });

  await row.getByRole('link').press('Enter');
  await page.getByRole('button', { name: 'Expediat altfel' }).press('Enter');
  await page.getByRole('dialog').getByLabel('Prin').selectOption('post');
  await page.getByRole('dialog').getByRole('button', { name: 'Expediat altfel' }).press('Enter');
  await expect.poll(termOf, { timeout: 30_000 }).toBe('met');
  const after = await counter.read<LetterDetail>(`/letters/${letter.id}`);
  expect(after.departures.map(({ how, returnedOn }) => [how, returnedOn === null])).toEqual([
    ['email', false],
    ['post', true],
  ]);
  expect(await hands.pointerEvents()).toEqual([]);
  for (const window of [counter, head, inspector]) await window.close();
}, 300_000);
