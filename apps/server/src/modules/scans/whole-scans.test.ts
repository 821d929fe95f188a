import { randomUUID } from 'node:crypto';
import type { CaseFileDetail, FileScanResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { aScanWorld } from '../../../test/a-scan-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';

const world = await aScanWorld(await aDatabase());
const { server, db, registrar, elsewhere, head, drop, lookTwice, readAll, named, arrived, anEntry } = world;

// Pages are read in a process of their own: a machine with much else to do is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

/** A file with a sound end that cannot be read. */
async function unreadable(name: string) {
  const bytes = Buffer.from(`%PDF-1.7\n${name}\n%%EOF\n`);
  await drop(name, bytes);
  await lookTwice();
  await readAll();
  const scan = await named(name);
  if (scan === undefined) throw new Error(`${name} is in the tray`);
  return { scan, bytes };
}

async function download(caller: Caller, url: string) {
  const headers = { authorization: `Bearer ${caller.token}` };
  const { response } = await server.inject({ method: 'GET', url, headers });
  return response;
}

const codeOf = (answer: { status: number; body: never }) => [
  answer.status,
  (answer.body as { code: string }).code,
];

test('the bytes of a scan that cannot be read are given as they came, to who sees it, and leave a trace', async () => {
  const { scan, bytes } = await unreadable('de-descarcat.pdf');
  expect(scan).toMatchObject({ state: 'refused', refusal: 'unreadable', kept: true, openable: true });
  const url = `/api/v1/scans/${scan.id}/original`;
  const response = await download(registrar, url);
  expect(response.headers['content-disposition']).toContain('attachment; filename="de-descarcat.pdf"');
  expect(response.rawPayload).toEqual(bytes);
  expect((await elsewhere.request('GET', url)).status).toBe(404);
  const { rows } = await sql<{ kind: string }>`
    SELECT kind FROM access_log WHERE subject_type = 'scan' AND subject_id = ${scan.id}`.execute(db);
  expect(rows).toEqual([{ kind: 'file-read' }]);
});

test('it goes whole to the file of an entry, once, and out of the tray', async () => {
  const [one, two] = [await anEntry(), await anEntry()];
  const { scan, bytes } = await unreadable('Cerere întreagă.pdf');
  const attach = (caller: Caller, entry: object, requestId: string = randomUUID()) =>
    caller.request('POST', `/api/v1/scans/${scan.id}/file-original`, { requestId, entry });
  expect((await attach(elsewhere, one.key)).status).toBe(404);
  const requestId = randomUUID();
  const done = await attach(registrar, one.key, requestId);
  expect(done.status).toBe(201);
  expect(await attach(registrar, one.key, requestId)).toEqual(done);
  expect(codeOf(await attach(registrar, two.key))).toEqual([409, 'scan.placed-already']);
  expect(await named('Cerere întreagă.pdf')).toBeUndefined();
  const { caseFileId, documentId } = done.body as FileScanResponse;
  const file = (await head.request('GET', `/api/v1/case-files/${caseFileId}`)).body as CaseFileDetail;
  expect(file.items.map(({ title }) => title)).toContain('Cerere întreagă.pdf');
  const response = await download(head, `/api/v1/case-files/${caseFileId}/documents/${documentId}/content`);
  expect(response.rawPayload).toEqual(bytes);
  const offered = `filename="${one.key.number}_${one.key.year}_cerere-intreaga.pdf"`;
  expect(response.headers['content-disposition']).toContain(offered);
  const { rows } = await sql<{ kind: string }>`
    SELECT file_works.kind FROM file_works JOIN document_files USING (sha256)
    WHERE document_id = ${documentId} ORDER BY file_works.kind`.execute(db);
  expect(rows.map(({ kind }) => kind)).toEqual(['antivirus', 'text']);
});

test('one that was taken in page by page does not go whole; the database refuses it too', async () => {
  const one = await anEntry();
  const { id } = await arrived('pe-pagini.pdf', [{}]);
  const body = { requestId: randomUUID(), entry: one.key };
  const whole = await registrar.request('POST', `/api/v1/scans/${id}/file-original`, body);
  expect(codeOf(whole)).toEqual([409, 'scan.changed-meanwhile']);
  const filed = (await world.fileIt(registrar, id, { pages: [1], entry: one.key })).body as FileScanResponse;
  const twice = sql`
    UPDATE scan_batches SET document_id = ${filed.documentId}, case_file_id = ${filed.caseFileId} WHERE id = ${id}`;
  await expect(twice.execute(db)).rejects.toThrow('scan_batches_whole_only_unsplit');
});

test('what was never taken in stays in its folder: there is nothing of it to give or to file', async () => {
  await drop('nota.docx', Buffer.from('PK nimic'));
  await lookTwice();
  const note = await named('nota.docx');
  expect(note).toMatchObject({ state: 'refused', kept: false });
  expect((await registrar.request('GET', `/api/v1/scans/${note?.id}/original`)).status).toBe(404);
  const body = { requestId: randomUUID(), entry: (await anEntry()).key };
  const whole = await registrar.request('POST', `/api/v1/scans/${note?.id}/file-original`, body);
  expect(whole.status).toBe(409);
});
