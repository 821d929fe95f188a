import type { EntryDetail } from '@opis/contracts';
import { expect, test } from 'vitest';
import { aPageMessage, type PageMessage } from '../../../../test/a-page-message.ts';
import { aPngBomb as aPicture } from '../../../../test/a-png-bomb.ts';
import { aMessage, anIntakeWorld, ourAddress } from '../../../../test/an-intake-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const world = await anIntakeWorld(database);
const { officer, arrive, get, list } = world;

const page = '<p>Bună ziua, vă rog să citiți.</p><img src="cid:foto"><img src="cid:sigla">';
const photo = { id: 'foto', name: 'cerere.png', content: aPicture(1200, 1600) };
const logo = { id: 'sigla', name: 'sigla.png', content: aPicture(300, 80) };
const aLetter = (changes: Partial<PageMessage> = {}) =>
  aPageMessage({ to: ourAddress, subject: 'Cerere', page, ...changes });

/** The entry of a message, with its documents, as whoever registered it reads it. */
async function registered(id: string): Promise<EntryDetail> {
  const { status, body, problem } = await world.registerMessage(id, { kind: 'letter' });
  expect(status, JSON.stringify(problem)).toBe(201);
  const url = `/api/v1/registers/general/entries/${body.year}/${body.number}`;
  return (await officer.request('GET', url)).body as EntryDetail;
}
const namesOf = ({ documents }: EntryDetail) => documents.map(({ name }) => name);

test('the page is a document beside the text: nobody need compare what the two say', async () => {
  const entry = await registered(await arrive(aLetter({ text: 'Bună ziua' })));
  expect(namesOf(entry)).toEqual(['mesaj.eml', 'textul mesajului.txt', 'pagina mesajului.html']);
  expect(entry.annexes).toBe(0);
});

test('a petition pasted as a photograph is seen before the decision, counted and kept; the logo of a signature is not', async () => {
  const id = await arrive(aLetter({ pictures: [photo, logo] }));
  const { message } = await get(id);
  expect(message.parts.map(({ kind, name }) => [kind, name])).toEqual([
    ['attachment', 'cerere.png'],
    ['inline', 'sigla.png'],
  ]);
  expect((await list()).items.find((item) => item.id === id)?.attachmentCount).toBe(1);
  const shown = await officer.request('GET', `/api/v1/mail-intake/${id}/page`);
  expect(String(shown.body).match(/data:image\/png;base64/g)).toHaveLength(2);
  const entry = await registered(id);
  expect(entry.annexes).toBe(1);
  expect(namesOf(entry)).toContain('cerere.png');
  expect(namesOf(entry)).not.toContain('sigla.png');
});

test.each([
  ['a picture of a line and a half', aPicture(700, 143), 1],
  ['a banner under a signature', aPicture(600, 150), 0],
  ['a dot', aPicture(1, 1), 0],
  ['a picture that says no size', Buffer.from('BM, dar nu se știe cât'), 1],
])('of what stands in the text %s is counted so', async (_what, content, counted) => {
  const id = await arrive(aLetter({ pictures: [{ ...photo, content }] }));
  expect((await list()).items.find((item) => item.id === id)?.attachmentCount).toBe(counted);
});

test('of sixty files each is counted, each is shown, and what has no room among the documents is said to be in the message alone', async () => {
  const files = Array.from({ length: 60 }, (_, at) => ({
    ...{ name: `anexa ${at + 1}.txt`, type: 'text/plain', content: `anexa ${at + 1}` },
  }));
  const id = await arrive(aLetter({ text: 'Bună ziua', files }));
  const { message } = await get(id);
  const left = message.parts.filter(({ leftInside }) => leftInside).map(({ name }) => name);
  expect(message.parts.length).toBe(60);
  expect(left).toEqual(files.slice(47).map(({ name }) => name));
  const entry = await registered(id);
  expect(entry.annexes).toBe(60);
  expect(entry.documents.length).toBe(50);
  expect(namesOf(entry)[0]).toBe('mesaj, cu 13 fișiere numai în el.eml');
  const raw = await officer.request('GET', `/api/v1/mail-intake/${id}/message`);
  for (const { content } of files)
    expect(String(raw.body)).toContain(Buffer.from(content).toString('base64'));
});

test('a signature beside the message is no annex; an empty file is none either', async () => {
  const id = await arrive(
    aMessage({
      attachments: [
        { name: 'smime.p7s', type: 'application/pkcs7-signature', content: 'semnătura' },
        { name: 'gol.txt', type: 'text/plain', content: '' },
        { name: 'cerere.txt', type: 'text/plain', content: 'cererea' },
      ],
    }),
  );
  expect((await registered(id)).annexes).toBe(1);
});
