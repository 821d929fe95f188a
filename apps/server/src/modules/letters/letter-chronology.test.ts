import type { Chronology } from '@opis/contracts';
import { expect, test } from 'vitest';
import { files } from '../../../test/a-case-world.ts';
import { aLetterWorld, letters } from '../../../test/a-letter-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { drawPage, readCodes, readPdfText } from '../../../test/read-pdf.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const world = await aLetterWorld(database);
const { handler, head, registrar, stranger, server, today } = world;

async function told(caller: Caller, fileId: string, query = '') {
  const { body } = await caller.request('GET', `${files}/${fileId}/chronology?limit=100${query}`);
  return (body as Chronology).items.flatMap(({ letter, by, own }) =>
    letter ? [{ ...letter, by, own }] : [],
  );
}

const pdfOf = async (letterId: string): Promise<Buffer> => {
  const url = `${letters}/${letterId}/letter.pdf`;
  const headers = { authorization: `Bearer ${handler.token}` };
  return (await server.inject({ method: 'GET', url, headers })).response.rawPayload;
};

test('the chronology of a file tells its letters from draft to leaving and coming back, newest first', async () => {
  const { id } = await world.aPetition();
  const letter = await world.ready(id);
  const sent = await world.act(registrar, letter, 'sent', { how: 'post', on: today });
  const returned = { on: today, reason: 'destinatar mutat' };
  expect((await world.act(registrar, sent.letter, 'returned', returned)).status).toBe(200);
  const lines = await told(handler, id);
  expect(lines.map(({ happened }) => happened)).toEqual([
    'bounced',
    'sent',
    'registered',
    'signed',
    'sent-on-route',
    'drafted',
  ]);
  expect(lines.every((line) => line.id === letter.id && line.kind === 'answer')).toBe(true);
  expect(lines.map(({ own }) => own)).toEqual([false, false, true, true, true, true]);
  expect(await told(handler, id, '&only=notes')).toEqual([]);
  expect((await told(head, id, '&only=documents')).length).toBe(6);
});

test('of two files each tells its own letters, page by page', async () => {
  const [one, other] = [await world.aPetition(), await world.aPetition()];
  const [first, second] = [await world.begin(one.id), await world.begin(other.id)];
  expect((await told(handler, one.id)).map(({ id }) => id)).toEqual([first.id]);
  expect((await told(handler, other.id)).map(({ id }) => id)).toEqual([second.id]);
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query: string = `?limit=1${after && `&after=${encodeURIComponent(after)}`}`;
    const page = (await handler.request('GET', `${files}/${one.id}/chronology${query}`)).body as Chronology;
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  }
  const whole = (await handler.request('GET', `${files}/${one.id}/chronology?limit=100`)).body as Chronology;
  expect(seen).toEqual(whole.items.map(({ id }) => id));
  const denied = await stranger.request('GET', `${files}/${one.id}/chronology`);
  expect(denied.status).toBe(404);
});

test('an answer carries the code of its number, as the receipt does; whoever scans it finds the register', async () => {
  const { id, entry } = await world.aPetition();
  const letter = await world.begin(id);
  const [code, ...others] = await readCodes(await drawPage(await pdfOf(letter.id), 203));
  expect(others).toEqual([]);
  expect(code?.text).toMatch(
    new RegExp(`^HTTPS://VALEA-MICA\\.EXAMPLE/V/G/${entry.year}/${entry.number}/[0-9A-Z]{8}$`),
  );
  const path = new URL(code?.text ?? '').pathname;
  const page = await server.inject({ method: 'GET', url: path });
  expect(page.status).toBe(200);
  expect(String(page.body)).toContain('Solicitare adeverință de venit');
  const text = (await readPdfText(await pdfOf(letter.id))).join(' ');
  expect(text).toContain('valea-mica.example/v');
  const typed = code?.text.slice(-8) ?? '';
  expect(text).toContain(`${typed.slice(0, 4)}-${typed.slice(4)}`);
});

test('a letter on the way to the answer carries no code: it goes to others than who has the receipt', async () => {
  const { id } = await world.aPetition();
  const letter = await world.begin(id, 'clarification');
  expect(await readCodes(await drawPage(await pdfOf(letter.id), 203))).toEqual([]);
});
