import { appendFile, chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { anActor } from '../../../test/a-registry.ts';
import { anUpload, claim, someDocuments } from '../../../test/some-documents.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { objectKey } from '../../platform/files/object-key.ts';
import { createHttp } from '../../platform/http/http.ts';
import { newId } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { listDocuments } from './document-reader.ts';
import { openDocument, renderDocumentPage } from './open-document.ts';
import { grantRead, type ReadGrant } from './read-grant.ts';
import { sendDocument, sendPage } from './send-document.ts';

const database = await aDatabase();
const deps = await someDocuments(database.db);
const registrar = await anActor(database);

async function aDocument(bytes: string | Uint8Array, name = 'act.txt') {
  const upload = await anUpload(deps, registrar, { bytes, name });
  const holderId = await claim(deps, registrar, [upload.id]);
  const [document] = await listDocuments(database.db, grantRead(holderId));
  if (!document) throw new Error('the document is not there');
  const path = join(deps.root, objectKey(upload.sha256));
  await chmod(path, 0o640);
  return { holderId, path, ...document };
}

async function readAll(stream: AsyncIterable<Buffer>) {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

const app = createHttp({ log: createLog('silent'), trustProxy: false });
app.get('/content/:holder/:id', async (request, reply) => {
  const { holder, id } = request.params as { holder: string; id: string };
  return sendDocument(reply, await openDocument(deps, grantRead(holder), id));
});
app.get('/page/:holder/:id', async (request, reply) => {
  const { holder, id } = request.params as { holder: string; id: string };
  return sendPage(reply, await renderDocumentPage(deps, grantRead(holder), { documentId: id, page: 1 }));
});

test('a document is read with the grant of its own holder, and no other', async () => {
  const { holderId, id } = await aDocument('conținut');
  const opened = await openDocument(deps, grantRead(holderId), id);
  expect((await readAll(opened.bytes)).toString()).toBe('conținut');
  const missing = { family: 'not-found', code: 'document.not-found' };
  await expect(openDocument(deps, grantRead(newId()), id)).rejects.toMatchObject(missing);
  await expect(openDocument(deps, grantRead(holderId), newId())).rejects.toMatchObject(missing);
});

test('a grant that nobody gave is none', async () => {
  const { holderId, id } = await aDocument('al altcuiva');
  const forged = { holderId } as unknown as ReadGrant;
  const stolen = Object.create(grantRead(newId())) as ReadGrant;
  await expect(openDocument(deps, forged, id)).rejects.toThrow();
  await expect(openDocument(deps, stolen, id)).rejects.toThrow(TypeError);
});

test('one changed byte is never delivered whole', async () => {
  const large = 'x'.repeat(1_000_000);
  const { holderId, id, path } = await aDocument(large);
  await writeFile(path, `${large.slice(0, -1)}y`);
  const { bytes } = await openDocument(deps, grantRead(holderId), id);
  let delivered = 0;
  const reading = (async () => {
    for await (const chunk of bytes) delivered += chunk.length;
  })();
  await expect(reading).rejects.toMatchObject({ code: 'document.damaged' });
  expect(delivered).toBeLessThan(large.length);
});

test.each([
  { what: 'changed', harm: (path: string) => writeFile(path, 'alt conținut') },
  { what: 'longer', harm: (path: string) => appendFile(path, '!') },
  { what: 'gone', harm: (path: string) => rm(path) },
])('bytes that are $what are a problem that says so', async ({ what, harm }) => {
  const { holderId, id, path } = await aDocument(`de stricat: ${what}`);
  await harm(path);
  const answer = await app.inject(`/content/${holderId}/${id}`);
  expect(answer.statusCode).toBe(503);
  expect(answer.json().code).toBe('document.damaged');
  expect(answer.headers['content-disposition']).toBeUndefined();
});

test('a web page sent as a document can do nothing in our origin', async () => {
  const { holderId, id } = await aDocument('<html><script>alert(1)</script></html>', 'pagină.html');
  const answer = await app.inject(`/content/${holderId}/${id}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toBe('<html><script>alert(1)</script></html>');
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="pagina.html"; filename*=UTF-8''pagin%C4%83.html`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'content-length': '38',
    'cache-control': 'no-store',
  });
});

test.each([
  { type: 'application/pdf', bytes: aPdf(1) },
  { type: 'text/plain', bytes: 'text' },
  { type: 'application/octet-stream', bytes: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  { type: 'application/octet-stream', bytes: '<?xml version="1.0"?><a/>' },
])('is sent as $type', async ({ type, bytes }) => {
  const { holderId, id } = await aDocument(bytes);
  const answer = await app.inject(`/content/${holderId}/${id}`);
  expect(String(answer.headers['content-type']).split(';')[0]).toBe(type);
});

test('the picture of a page is ours, and inert all the same', async () => {
  const { holderId, id } = await aDocument(aPdf(1));
  const answer = await app.inject(`/page/${holderId}/${id}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  const text = await aDocument('fără imagine');
  const none = await app.inject(`/page/${text.holderId}/${text.id}`);
  expect([none.statusCode, none.json().code]).toEqual([404, 'document.no-preview']);
});
