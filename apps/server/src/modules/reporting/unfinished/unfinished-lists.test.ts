import { mailedAddress, type UnfinishedLists } from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { aCaseWorld } from '../../../../test/a-case-world.ts';
import { aMailServer } from '../../../../test/a-mail-server.ts';
import { aRegistration } from '../../../../test/a-registry.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { systemClock } from '../../../platform/clock.ts';
import { createMailer } from '../../../platform/mail/mailer.ts';
import { createPdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { createRegister } from '../../registry/index.ts';
import { makeUnfinishedLists } from './make-unfinished-lists.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const { server, head, handler, registrar, director } = world;
const mails = await aMailServer();
const mailer = createMailer({ url: mails.url, from: 'registratura@valea-mica.example' });
const pdf = createPdfRenderer({ timeLimitMs: 60_000 });
afterAll(() => {
  mailer?.close();
  pdf.close();
});

// The clock of the job goes forward, so that what was registered today is 31 days old.
const inDays = (days: number) => ({
  now: () => new Date(systemClock.now().getTime() + days * 24 * 3600 * 1000),
});
const make = (days: number, { mailed } = { mailed: true }) =>
  makeUnfinishedLists({
    ...server.product,
    ...{
      clock: inDays(days),
      pdf,
      mailer: mailed ? mailer : undefined,
      publicUrl: 'https://valea-mica.example',
    },
  });

async function staffOf({ username }: { username: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT accounts.staff_id AS id FROM accounts WHERE accounts.username = ${username}`.execute(database.db);
  return rows[0]?.id ?? '';
}

const giveAddress = async (caller: { username: string }, email: string) =>
  sql`UPDATE staff SET email = ${email} WHERE staff.id = ${await staffOf(caller)}`.execute(database.owner);

async function listsOf(caller: typeof head) {
  const { body } = await caller.request('GET', '/api/v1/reports/unfinished');
  return (body as UnfinishedLists).items;
}

test('what is not finished after thirty days is listed once a month, kept, and mailed to who leads', async () => {
  await giveAddress(head, 'sef@valea-mica.example');
  const open = await world.register({ unit: 'juridic', subject: 'Cerere rămasă fără răspuns' });
  const done = await world.register({ unit: 'juridic', subject: 'Cerere rezolvată' });
  await world.assign(handler, done.id, 1, { self: true });
  await world.act(handler, done.id, 'close', { version: 2, outcome: 'answered' });
  await world.register({ unit: 'contencios', subject: 'Din subordine' });

  expect(await make(30)).toEqual({ made: 0, mailed: 0 });
  expect(await make(31, { mailed: false })).toEqual({ made: 1, mailed: 0 });
  expect(await make(31)).toEqual({ made: 0, mailed: 1 });
  expect(await make(31)).toEqual({ made: 0, mailed: 0 });

  const [mail] = await mails.received(1);
  expect(mail?.recipients).toEqual(['sef@valea-mica.example']);
  expect(mail?.subject).toBe('2 cereri nerezolvate la 30 de zile de la înregistrare');
  const [list] = await listsOf(head);
  expect(list).toMatchObject({ works: 2, unit: 'Serviciul Juridic', mailedAt: expect.any(String) });
  const paper = await server.app.inject({
    url: `/api/v1/reports/unfinished/${list?.id}.pdf`,
    headers: { authorization: `Bearer ${head.token}` },
  });
  expect(paper.statusCode).toBe(200);
  const [attached] = mail?.attachments ?? [];
  expect(Buffer.from(attached?.content as Uint8Array)).toEqual(paper.rawPayload);
  const text = (await readPdfText(paper.rawPayload)).join(' ').replace(/\s+/g, ' ');
  expect(text).toContain('Cerere rămasă fără răspuns');
  expect(text).toContain('Din subordine');
  expect(text).not.toContain('Cerere rezolvată');
  expect(open.number).toBeGreaterThan(0);
});

test('the lists are for who leads the structure', async () => {
  expect(await listsOf(handler)).toEqual([]);
  expect(await listsOf(registrar)).toEqual([]);
  const [list] = await listsOf(head);
  const url = `/api/v1/reports/unfinished/${list?.id}.pdf` as const;
  expect((await handler.request('GET', url)).status).toBe(404);
});

test('what no unit has, or only the one at the top, is in the list of the institution’s head; nothing sealed is', async () => {
  const mayor = await server.aCaller(['head-of-unit'], 'primar');
  // Hiring brings the people in anew, without the addresses that were given since.
  await giveAddress(head, 'sef@valea-mica.example');
  await giveAddress(mayor, 'primar@valea-mica.example');
  await world.register({ subject: 'Nerepartizată nimănui' });
  await world.register({ unit: 'primar', subject: 'Rămasă la vârf' });
  await createRegister(
    { db: database.db, now: new Date() },
    { accountId: null },
    {
      ...{ code: 'avertizari', name: 'Avertizări', labelCode: 'W' },
      ...{ kind: 'confidential', memberStaffIds: [await staffOf(director)] },
    },
  );
  const { register: _, ...sealed } = aRegistration({ subject: 'Avertizare în interes public' });
  const kept = await director.request('POST', '/api/v1/registers/avertizari/entries', sealed);
  expect(kept.status).toBe(201);

  // The month after, so that each structure gets a list once more.
  expect(await make(62)).toEqual({ made: 2, mailed: 2 });
  const [list] = await listsOf(mayor);
  expect(list).toMatchObject({ works: 2, unit: 'Primar' });
  const paper = await server.app.inject({
    url: `/api/v1/reports/unfinished/${list?.id}.pdf`,
    headers: { authorization: `Bearer ${mayor.token}` },
  });
  const text = (await readPdfText(paper.rawPayload)).join(' ').replace(/\s+/g, ' ');
  expect(text).toContain('Nerepartizată nimănui');
  expect(text).toContain('Rămasă la vârf');
  expect(text).not.toContain('Avertizare');
  expect((await listsOf(head)).map(({ unit }) => unit)).not.toContain('Primar');
  const mail = (await mails.received(3)).find(({ recipients }) =>
    recipients.includes('primar@valea-mica.example'),
  );
  expect(mail?.text).toContain(mailedAddress('https://valea-mica.example', 'unfinished'));
});
