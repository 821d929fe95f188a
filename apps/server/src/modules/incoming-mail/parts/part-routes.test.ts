import { createHash } from 'node:crypto';
import type { PartNotes } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aPdf } from '../../../../test/a-pdf.ts';
import { aMessage, anIntakeWorld, intake } from '../../../../test/an-intake-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const world = await anIntakeWorld(database);
const { officer, server, arrive, aMailbox } = world;

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = aPdf(1);
const hostilePage = `<html><head><base href="https://rau.example/"><meta http-equiv="refresh" content="0;url=https://rau.example/">
<style>body{background:url(https://rau.example/fond.png)}</style><link rel="stylesheet" href="https://rau.example/a.css"></head>
<body onload="alert(1)"><p style="position:fixed;top:0;color:red;background-image:url(https://rau.example/x)">Bună ziua</p>
<img src="https://rau.example/urma.gif" alt="urmă"><img src="cid:sigla@rau" alt="siglă">
<script>alert(2)</script><form action="https://rau.example/"><input name="parola"></form>
<iframe src="https://rau.example/"></iframe><a href="javascript:alert(3)">aici</a><a href="https://rau.example/leg">dincolo</a>
</body></html>`;

const part = (headers: readonly string[], content: string | Buffer) => [
  '--granita',
  ...headers,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(content).toString('base64'),
];
const file = (name: string, type: string, content: string | Buffer) =>
  part(
    [`Content-Type: ${type}; name="${name}"`, `Content-Disposition: attachment; filename="${name}"`],
    content,
  );

const raw = Buffer.from(
  [
    aMessage({ subject: 'Cu de toate' }).toString().split('\r\nContent-Type: text/plain')[0],
    'Content-Type: multipart/mixed; boundary=granita',
    '',
    ...part(['Content-Type: text/html; charset=utf-8'], hostilePage),
    ...file('cerere.pdf', 'application/pdf', pdf),
    ...file('trei-pagini.pdf', 'application/pdf', aPdf(3)),
    ...file('pagina.html', 'text/html', '<script>alert(4)</script>'),
    ...part(
      [
        'Content-Type: image/png; name="sigla.png"',
        'Content-Disposition: inline; filename="sigla.png"',
        'Content-ID: <sigla@rau>',
      ],
      picture,
    ),
    '--granita--',
    '',
  ].join('\r\n'),
);

let id = '';
let plain = '';
let elsewhere = '';
const ordinals = new Map<string, number>();
beforeAll(async () => {
  id = await arrive(raw);
  plain = await arrive({ text: 'Numai text' });
  await aMailbox('juridic@valea-mica.example', 'juridic');
  elsewhere = await arrive(raw, 'juridic@valea-mica.example');
  const { message } = await world.get(id);
  for (const { name, ordinal } of message.parts) ordinals.set(name ?? '', ordinal);
});

const ask = async (path: string, token = officer.token) => {
  const url = `${intake}/${path}`;
  const headers = { authorization: `Bearer ${token}` };
  const { response } = await server.inject({ method: 'GET', url, headers });
  return response;
};

test('the message is given as it was received, byte for byte, and only to be saved', async () => {
  const answer = await ask(`${id}/message`);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'message/rfc822',
    'content-disposition': expect.stringMatching(/^attachment; filename="[^"]+\.eml"/),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(answer.rawPayload)).toBe(hash(raw));
});

test('a part is given to be saved, under its name, and of no type that a browser would run', async () => {
  const paper = await ask(`${id}/parts/${ordinals.get('cerere.pdf')}`);
  expect(paper.rawPayload.equals(pdf)).toBe(true);
  expect(paper.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringContaining('attachment; filename="cerere.pdf"'),
    'content-security-policy': "sandbox; default-src 'none'",
  });
  const page = await ask(`${id}/parts/${ordinals.get('pagina.html')}`);
  expect(page.body).toContain('alert(4)');
  expect(page.headers['content-type']).toBe('application/octet-stream');
  expect(page.headers['content-disposition']).toMatch(/^attachment; /);
  expect((await ask(`${id}/parts/99`)).statusCode).toBe(404);
  expect((await ask(`${id}/parts/0`)).statusCode).toBe(422);
});

test('a page of a part is a picture of ours; beyond its pages, and of what has none, there is nothing', async () => {
  const place = `${id}/parts/${ordinals.get('cerere.pdf')}/pages`;
  const drawn = await ask(`${place}/1`);
  expect(drawn.headers).toMatchObject({ 'content-type': 'image/png', 'content-disposition': 'inline' });
  expect(drawn.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  expect((await ask(`${place}/2`)).json()).toMatchObject({ code: 'document.no-preview' });
  const other = await ask(`${id}/parts/${ordinals.get('pagina.html')}/pages/1`);
  expect(other.statusCode).toBe(404);
});

test('the page of a message runs nothing and fetches nothing; only its own picture stands in it', async () => {
  const { headers, body } = await ask(`${id}/page`);
  const policy = String(headers['content-security-policy']);
  for (const rule of ["default-src 'none'", 'img-src data:', "form-action 'none'", "frame-ancestors 'self'"])
    expect(policy).toContain(rule);
  expect(policy).toMatch(/; sandbox allow-popups allow-popups-to-escape-sandbox$/);
  expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src|https?:/);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toContain('Bună ziua');
  expect(body).toContain(`data:image/png;base64,${picture.toString('base64')}`);
  expect(body.match(/rau\.example/g)).toHaveLength(1);
  expect(body).toMatch(/href="https:\/\/rau\.example\/leg"[^>]*rel="noopener noreferrer nofollow"/);
  expect(body).not.toMatch(
    /<(?:script|form|input|iframe|link|base|meta http)|\son\w+=|javascript:|position|url\(/i,
  );
  expect((await ask(`${plain}/page`)).statusCode).toBe(404);
});

test('whoever does not decide about the mailbox is told that there is nothing, of every piece', async () => {
  const pieces = ['message', 'page', 'file-works', 'parts/1', `parts/${ordinals.get('cerere.pdf')}/pages/1`];
  const clerk = await server.aCaller(['case-handler'], 'juridic');
  const lawyer = await server.aCaller(['digital-officer'], 'juridic');
  for (const piece of pieces) {
    for (const [who, message, status] of [
      [clerk, id, 404],
      [lawyer, id, 404],
      [lawyer, elsewhere, 200],
      [officer, elsewhere, 200],
    ] as const) {
      const answer = await ask(`${message}/${piece}`, who.token);
      expect(answer.statusCode, `${piece} by ${who.username}`).toBe(status);
      if (status === 404) expect(answer.json()).toMatchObject({ code: 'incoming-mail.not-found' });
    }
  }
  const nobody = await server.inject({ method: 'GET', url: `${intake}/${id}/page` });
  expect(nobody.status).toBe(401);
});

test('each file tells what is known of it and how many of its pages can be seen', async () => {
  const ordinal = ordinals.get('trei-pagini.pdf');
  const notes = async () => (await ask(`${id}/file-works`)).json() as PartNotes;
  const found = (await notes()).items.find((item) => item.ordinal === ordinal);
  expect(found).toMatchObject({ pages: 3, openable: true });
  expect((await ask(`${id}/parts/${ordinal}/pages/3`)).statusCode).toBe(200);
  expect((await ask(`${id}/parts/${ordinal}/pages/4`)).statusCode).toBe(404);
  await sql`
    INSERT INTO file_works (sha256, kind, status, flags, detail, requested_at, due_at, finished_at)
    SELECT sha256, 'antivirus', 'flagged', '{infected}', 'Eicar-Test', now(), now(), now() FROM incoming_parts
    WHERE message_id = ${id} AND ordinal = ${ordinal}
    ON CONFLICT (sha256, kind) DO UPDATE SET status = 'flagged', flags = '{infected}', detail = 'Eicar-Test', finished_at = now()
  `.execute(database.db);
  const infected = (await notes()).items.find((item) => item.ordinal === ordinal);
  expect(infected).toMatchObject({ openable: false, lines: [{ tone: 'stop' }] });
  expect((await ask(`${id}/parts/${ordinal}`)).json()).toMatchObject({ code: 'document.infected' });
});
