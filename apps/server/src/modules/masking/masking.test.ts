import { createHash, randomUUID } from 'node:crypto';
import type { CaseFileDetail, MaskDocumentResponse, PageWords } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { aRichPdf } from '../../../test/a-rich-pdf.ts';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';

const server = await aServer(await aDatabase());
const registrar = await server.aCaller(['registrar']);
const handler = await server.aCaller(['head-of-unit'], 'juridic');
const outsider = await server.aCaller(['case-handler'], 'registratura');
const auditor = await server.aCaller(['auditor']);

async function aFile(): Promise<{ file: string; document: string }> {
  const pdf = await aRichPdf('Cucuruzeanu', ['Subsemnata', 'domiciliata']);
  const { body: upload } = await server.inject({
    method: 'POST',
    url: '/api/v1/uploads?name=cerere.pdf',
    headers: { authorization: `Bearer ${registrar.token}` },
    payload: Buffer.from(pdf),
  });
  const { body: entry } = await registrar.request('POST', '/api/v1/registers/general/entries', {
    requestId: randomUUID(),
    channel: 'counter',
    subject: 'Cerere de informații',
    sender: { kind: 'natural', name: 'Anghelina Turturică' },
    sheets: 1,
    annexes: 0,
    unit: 'juridic',
    uploads: [(upload as { id: string }).id],
  });
  const { year, number } = entry as { year: number; number: number };
  const at = `/api/v1/registers/general/entries/${year}/${number}/case-file`;
  const { id } = (await handler.request('GET', at)).body as { id: string };
  const file = `/api/v1/case-files/${id}`;
  const [item] = await opisOf(file);
  return { file, document: `${file}/documents/${item?.file?.documentId}` };
}

const opisOf = async (file: string) => ((await handler.request('GET', file)).body as CaseFileDetail).items;

async function contentOf(caller: Caller, url: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${caller.token}` };
  const { response } = await server.inject({ method: 'GET', url: `${url}/content`, headers });
  return response.rawPayload;
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a masked copy of a document', () => {
  test('stands at the end of the opis, without what was covered; the original stays as it is', async () => {
    const { file, document } = await aFile();
    const [original] = await opisOf(file);
    const before = hash(await contentOf(handler, original?.file?.url ?? ''));
    const { words } = (await handler.request('GET', `${document}/pages/1/words`)).body as PageWords;
    const secret = words.filter(({ text }) => text.includes('Cucuruzeanu'));
    expect(secret.length).toBeGreaterThan(0);
    const regions = [
      ...secret.map(({ x, y, width, height }) => ({ page: 1, x, y, width, height })),
      { page: 1, x: 0, y: 0.6, width: 1, height: 0.1 },
    ].map((region) => ({ ...region, y: Math.max(0, Math.min(region.y, 0.99)) }));
    const { status, body } = await handler.request('POST', `${document}/masked-copies`, {
      requestId: randomUUID(),
      regions,
    });
    expect(status).toBe(201);
    const copy = body as MaskDocumentResponse;
    expect(copy).toMatchObject({
      originalId: original?.file?.documentId,
      name: 'cerere (copie mascată).pdf',
    });
    const items = await opisOf(file);
    expect(items.at(-1)?.file?.documentId).toBe(copy.documentId);
    const bytes = await contentOf(handler, items.at(-1)?.file?.url ?? '');
    expect(bytes.toString('latin1')).not.toContain('Cucuruzeanu');
    // By the address that the opis gives now, and by the one before.
    for (const url of [items[0]?.file?.url, original?.file?.url])
      expect(hash(await contentOf(handler, url ?? ''))).toBe(before);
  });

  test('asked for twice is one copy; the same id for other masks is refused', async () => {
    const { file, document } = await aFile();
    const request = { requestId: randomUUID(), regions: [{ page: 1, x: 0, y: 0, width: 0.5, height: 0.5 }] };
    const first = await handler.request('POST', `${document}/masked-copies`, request);
    const second = await handler.request('POST', `${document}/masked-copies`, request);
    expect(second.body).toEqual(first.body);
    expect(await opisOf(file)).toHaveLength(2);
  });

  test.each<[string, object]>([
    ['nothing marked', { regions: [] }],
    ['a page that is not there', { regions: [{ page: 9, x: 0, y: 0, width: 1, height: 1 }] }],
    ['a mask outside the page', { regions: [{ page: 1, x: 2, y: 0, width: 1, height: 1 }] }],
  ])('is refused with %s, and the opis stays as it was', async (_what, body) => {
    const { file, document } = await aFile();
    const answer = await handler.request('POST', `${document}/masked-copies`, {
      requestId: randomUUID(),
      ...body,
    });
    expect(answer.status).toBe(422);
    expect(await opisOf(file)).toHaveLength(1);
  });

  test('is made by who works on the file alone: the auditor sees it and makes none, others see nothing', async () => {
    const { document } = await aFile();
    const request = { requestId: randomUUID(), regions: [{ page: 1, x: 0, y: 0, width: 0.5, height: 0.5 }] };
    expect((await auditor.request('POST', `${document}/masked-copies`, request)).status).toBe(404);
    expect((await outsider.request('POST', `${document}/masked-copies`, request)).status).toBe(404);
    expect((await outsider.request('GET', `${document}/pages/1/words`)).status).toBe(404);
  });
});
