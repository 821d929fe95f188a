import type { DocumentNotes, FileNotes, RegisterDocumentResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aRegistration } from './a-registry.ts';
import { aServer, type Caller } from './a-server.ts';
import { aDatabase } from './test-database.ts';

const trusting = await aHouseThat({ holdUntilClean: false });

async function aHouseThat(setting: { holdUntilClean: boolean }) {
  const database = await aDatabase();
  const server = await aServer(database, setting);
  const registrar = await server.aCaller(['registrar'], null);
  const colleague = await server.aCaller(['registrar'], null);
  const head = await server.aCaller(['head-of-unit'], 'juridic');
  const { db } = database;
  /** What the antivirus said. */
  const ended = (sha256: string, flags: string[]) =>
    sql`
    UPDATE file_works SET status = ${flags.length > 0 ? 'flagged' : 'done'}, flags = ${flags}::text[],
      finished_at = now(), detail = 'Eicar-Test'
    WHERE sha256 = ${sha256} AND kind = 'antivirus'`.execute(db);
  return { server, registrar, colleague, head, ended };
}

async function anUpload({ server, registrar }: typeof trusting, text: string) {
  const headers = { authorization: `Bearer ${registrar.token}`, 'content-type': 'application/octet-stream' };
  const { response } = await server.inject({
    ...{ method: 'POST', url: '/api/v1/uploads?name=cerere.txt', headers, payload: Buffer.from(text) },
  });
  return response.json() as { id: string; sha256: string };
}

const notesOf = async (caller: Caller, id: string) =>
  (await caller.request('GET', `/api/v1/uploads/${id}/file-works`)).body as FileNotes;
const said = ({ lines }: FileNotes) => lines.map(({ text }) => text);

describe('what is known of a file that waits to be registered', () => {
  test('is told to who brought it, and to nobody else', async () => {
    const { id, sha256 } = await anUpload(trusting, 'Cerere cu un virus');
    expect(await notesOf(trusting.registrar, id)).toMatchObject({ openable: true });
    expect(said(await notesOf(trusting.registrar, id))).toContain('Așteaptă verificarea antivirus.');
    await trusting.ended(sha256, ['infected']);
    const notes = await notesOf(trusting.registrar, id);
    expect(notes.openable).toBe(false);
    expect(said(notes)).toEqual([
      'Conține un virus (Eicar-Test). Se păstrează, dar nu se deschide și nu se descarcă.',
    ]);
    const others = await trusting.colleague.request('GET', `/api/v1/uploads/${id}/file-works`);
    expect(others.status).toBe(404);
  });

  test('says why it is not shown where nothing is opened before it was called clean', async () => {
    const holding = await aHouseThat({ holdUntilClean: true });
    const { id, sha256 } = await anUpload(holding, 'Cerere ținută');
    const held = await notesOf(holding.registrar, id);
    expect([held.openable, said(held)[0]]).toEqual([
      false,
      'Nu se deschide înainte ca antivirusul să îl găsească curat.',
    ]);
    await holding.ended(sha256, []);
    const clean = await notesOf(holding.registrar, id);
    expect(clean.openable).toBe(true);
    expect(said(clean)).not.toContain('Nu se deschide înainte ca antivirusul să îl găsească curat.');
  });
});

test('what is known of the documents of an entry is told to who reads its file', async () => {
  const { registrar, colleague, head } = trusting;
  const { id, sha256 } = await anUpload(trusting, 'Cerere înregistrată');
  const { register: _, ...body } = aRegistration({ uploads: [id], unit: 'juridic' });
  const answer = await registrar.request('POST', '/api/v1/registers/general/entries', body);
  const { year, number } = answer.body as RegisterDocumentResponse;
  await trusting.ended(sha256, ['infected']);
  const url = `/api/v1/registers/general/entries/${year}/${number}/file-works`;
  const { items } = (await head.request('GET', url)).body as DocumentNotes;
  expect(items.map(({ openable, lines }) => [openable, lines.map(({ tone }) => tone)])).toEqual([
    [false, ['stop']],
  ]);
  for (const caller of [registrar, colleague]) {
    const asked = await caller.request('GET', url);
    const page = await caller.request('GET', url.replace('/file-works', ''));
    const reads = (page.body as { actions: string[] }).actions.includes('read-file');
    expect(asked.status).toBe(reads ? 200 : 404);
  }
});
