import type { UnfinishedLists } from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { aCaseWorld } from '../../../../test/a-case-world.ts';
import { aMailServer } from '../../../../test/a-mail-server.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { systemClock } from '../../../platform/clock.ts';
import { createMailer } from '../../../platform/mail/mailer.ts';
import { createPdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { makeUnfinishedLists } from './make-unfinished-lists.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const { server, head, handler, registrar, idOf } = world;
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

async function listsOf(caller: typeof head) {
  const { body } = await caller.request('GET', '/api/v1/reports/unfinished');
  return (body as UnfinishedLists).items;
}

test('what is not finished after thirty days is listed once a month, kept, and mailed to who leads', async () => {
  await sql`UPDATE staff SET email = 'sef@valea-mica.example' WHERE staff.id = ${idOf(head)}`.execute(
    database.owner,
  );
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
