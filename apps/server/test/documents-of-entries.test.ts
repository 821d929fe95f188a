import { createHash } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { objectKey } from '../src/platform/files/object-key.ts';
import { aPdf } from './a-pdf.ts';
import { aServer, type Caller } from './a-server.ts';
import { aDatabase } from './test-database.ts';

const database = await aDatabase();
const server = await aServer(database);
const registrar = await server.aCaller(['registrar']);
const colleague = await server.aCaller(['registrar']);
const dispatcher = await server.aCaller(['dispatcher']);
const entries = '/api/v1/registers/general/entries';

type Entry = { year: number; number: number };
type Document = { id: string; name: string; size: number; mediaType: string; sha256: string; pages: number };

async function anUpload(caller: Caller, bytes: string | Uint8Array, name = 'act.txt'): Promise<string> {
  const { body } = await server.inject({
    method: 'POST',
    url: `/api/v1/uploads?${new URLSearchParams({ name })}`,
    headers: { authorization: `Bearer ${caller.token}` },
    payload: Buffer.from(bytes),
  });
  return (body as { id: string }).id;
}

const register = (caller: Caller, uploads: readonly string[], subject = 'Cerere') =>
  caller.request('POST', entries, {
    requestId: crypto.randomUUID(),
    channel: 'counter',
    subject,
    sender: { kind: 'natural', name: 'Anghelina Turturică' },
    sheets: 1,
    annexes: 0,
    uploads,
  });

async function anEntryWith(...files: { bytes: string | Uint8Array; name?: string }[]) {
  const uploads: string[] = [];
  for (const { bytes, name } of files) uploads.push(await anUpload(registrar, bytes, name));
  const entry = (await register(registrar, uploads)).body as Entry;
  const address = `${entries}/${entry.year}/${entry.number}`;
  const { documents } = (await registrar.request('GET', address)).body as { documents: Document[] };
  return { ...entry, address, documents };
}

const get = (url: string, caller?: Caller) =>
  server.app.inject({ url, headers: caller ? { authorization: `Bearer ${caller.token}` } : {} });
const firstOf = ({ documents }: { documents: Document[] }) => documents[0] ?? ({} as Document);

async function registered(bytes: string) {
  const entry = await anEntryWith({ bytes });
  const { body } = await registrar.request('GET', `${entry.address}/case-file`);
  return { ...entry, id: (body as { id: string }).id };
}

describe('the documents of an entry', () => {
  test('are the uploads that it was registered with, in their order, byte for byte', async () => {
    const entry = await anEntryWith(
      { bytes: aPdf(2), name: 'Cerere.pdf' },
      { bytes: 'anexă', name: 'Anexă.txt' },
    );
    expect(entry.documents.map(({ name, mediaType, pages }) => ({ name, mediaType, pages }))).toEqual([
      { name: 'Cerere.pdf', mediaType: 'application/pdf', pages: 2 },
      { name: 'Anexă.txt', mediaType: 'text/plain', pages: 0 },
    ]);
    const { id, sha256 } = firstOf(entry);
    const content = await get(`${entry.address}/documents/${id}/content`, registrar);
    expect(createHash('sha256').update(content.rawPayload).digest('hex')).toBe(sha256);
    expect(content.headers['content-disposition']).toMatch(/^attachment; filename="\d+_\d{4}_cerere.pdf"/);
    const page = await get(`${entry.address}/documents/${id}/pages/2.png`, registrar);
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await get(`${entry.address}/documents/${id}/pages/3.png`, registrar)).json().code).toBe(
      'document.no-preview',
    );
  });

  test('are not found under another entry, though both may be read', async () => {
    const [one, other] = [await anEntryWith({ bytes: 'unu' }), await anEntryWith({ bytes: 'doi' })];
    const crossed = await get(`${other.address}/documents/${firstOf(one).id}/content`, registrar);
    expect([crossed.statusCode, crossed.json().code]).toEqual([404, 'document.not-found']);
  });

  test('are for the readers of the file: the row of the book alone does not open them, nor does the link', async () => {
    const entry = await anEntryWith({ bytes: aPdf(1) });
    const row = (await dispatcher.request('GET', entry.address)).body as { documents: Document[] };
    expect(row.documents).toEqual([]);
    for (const part of ['content', 'pages/1.png']) {
      const address = `${entry.address}/documents/${firstOf(entry).id}/${part}`;
      expect((await get(address, dispatcher)).json().code).toBe('document.not-found');
      expect((await get(address)).statusCode).toBe(401);
      expect((await get(address, registrar)).statusCode).toBe(200);
    }
  });

  test('with one changed byte are not given out', async () => {
    const entry = await anEntryWith({ bytes: 'neschimbat' });
    const { id, sha256 } = firstOf(entry);
    const path = join(server.dataDir, 'files', objectKey(sha256));
    await chmod(path, 0o640);
    await writeFile(path, 'neschimbaT');
    const content = await get(`${entry.address}/documents/${id}/content`, registrar);
    expect([content.statusCode, content.json().code]).toEqual([503, 'document.damaged']);
    await writeFile(path, 'neschimbat');
  });
});

describe('an upload at registration', () => {
  test('of somebody else is refused by its field, and stays theirs', async () => {
    const [mine, theirs] = [await anUpload(registrar, 'al meu'), await anUpload(colleague, 'al lor')];
    const refused = await register(registrar, [mine, theirs]);
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'document.upload-not-found',
        fields: [{ path: 'uploads.1', code: 'document.upload-not-found' }],
      },
    });
    expect((await register(colleague, [theirs])).status).toBe(201);
    expect((await register(registrar, [mine])).status).toBe(201);
  });

  test('is used once, even when many ask for it at the same moment', async () => {
    const upload = await anUpload(registrar, 'o singură dată');
    const answers = await Promise.all(Array.from({ length: 12 }, () => register(registrar, [upload])));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 11 }, () => 422),
    ]);
    const numbers = await database.db.selectFrom('entries').select('number').orderBy('number').execute();
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1));
  });

  test('added to the file that the entry opened is the file’s, and not on the entry’s page', async () => {
    const { id, address, documents } = await registered('cererea');
    const added = await registrar.request('POST', `/api/v1/case-files/${id}/documents`, {
      requestId: crypto.randomUUID(),
      uploads: [await anUpload(registrar, 'raportul', 'Raport.txt')],
    });
    expect(added.status).toBe(201);
    const { items } = added.body as { items: { file: { documentId: string } | null }[] };
    const report = items.at(-1)?.file?.documentId ?? '';
    const detail = (await registrar.request('GET', address)).body as { documents: Document[] };
    expect(detail.documents).toEqual(documents);
    expect((await get(`${address}/documents/${report}/content`, registrar)).statusCode).toBe(404);
    const ofFile = `/api/v1/case-files/${id}/documents/${report}/content`;
    expect((await get(ofFile, registrar)).body).toBe('raportul');
  });

  test('whose bytes were registered before is said with the number, to who may see it', async () => {
    const bytes = aPdf(9);
    const before = await anEntryWith({ bytes });
    const again = { uploads: [await anUpload(colleague, bytes)] };
    const similar = (await colleague.request('POST', `${entries}/similar`, again)).body as {
      items: object[];
    };
    expect(similar.items).toEqual([expect.objectContaining({ number: before.number, why: 'same-bytes' })]);
    const strange = { uploads: [await anUpload(registrar, bytes)] };
    const stolen = (await colleague.request('POST', `${entries}/similar`, strange)).body as {
      items: object[];
    };
    expect(stolen.items).toEqual([]);
  });
});
