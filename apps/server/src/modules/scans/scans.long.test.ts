import { randomUUID } from 'node:crypto';
import { encodeLabelCode, type LastScan, type ScanDetail, type UploadResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { aRegistration } from '../../../test/a-registry.ts';
import { aScanWorld } from '../../../test/a-scan-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const world = await aScanWorld(await aDatabase());
const { registrar, colleague, elsewhere, head, arrived, anEntry, fileIt, tray, detail } = world;
const { server, db, lookTwice, readAll, drop, named } = world;

// Pages are read in a process of their own: a machine with much else to do is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

describe('the strip of a stack', () => {
  test('the acts on the strip are undone one by one, and pages that are filed change no more', async () => {
    const one = await anEntry();
    const { id, version } = await arrived('banda.pdf', [{ label: one.label }, { separator: true }, {}, {}]);
    const edit = (v: number, act: object) =>
      registrar.request('POST', `/api/v1/scans/${id}/edits`, { version: v, edit: act });
    const pagesOf = (body: unknown) =>
      (body as ScanDetail).stacks.map(({ pages }) => pages.map(({ page }) => page));
    expect(pagesOf((await edit(version, { act: 'split', page: 4 })).body)).toEqual([[1], [3], [4]]);
    expect((await edit(version, { act: 'split', page: 4 })).status).toBe(409);
    expect(pagesOf((await edit(version + 1, { act: 'remove', pages: [4] })).body)).toEqual([[1], [3]]);
    const undo = (v: number) => registrar.request('POST', `/api/v1/scans/${id}/undo`, { version: v });
    expect(pagesOf((await undo(version + 2)).body)).toEqual([[1], [3], [4]]);
    expect(pagesOf((await undo(version + 3)).body)).toEqual([[1], [3, 4]]);
    expect((await undo(version + 4)).status).toBe(409);
    await fileIt(registrar, id, { pages: [1], entry: one.key });
    const merged = await edit(version + 4, { act: 'merge', page: 3 });
    expect([merged.status, (merged.body as { code: string }).code]).toEqual([409, 'scan.placed-already']);
  });

  test('a label that names nothing here, another institution’s, and an unread one propose no number', async () => {
    const one = await anEntry();
    const absent = encodeLabelCode({ register: 'G', year: 2026, number: 990_001 });
    const scan = await arrived('straine.pdf', [
      { label: absent },
      { qr: 'HTTPS://LUNCA-ALBA.EXAMPLE/V/G/2026/1/7QKD-4M2P' },
      { separator: true },
      { label: one.label, torn: true },
      { code128: 'RR123456785RO' },
    ]);
    expect(scan.stacks.map(({ entry }) => entry)).toEqual(scan.stacks.map(() => null));
    expect(scan.stacks[0]?.doubts).toEqual(['unknown-code']);
  });
});

describe('a scan that cannot be read', () => {
  test('a file with a sound end that cannot be read is kept and says so', async () => {
    await drop('minte.pdf', Buffer.from('%PDF-1.7\nnimic\n%%EOF\n'));
    await lookTwice();
    await readAll();
    expect(await named('minte.pdf')).toMatchObject({ state: 'refused', refusal: 'unreadable' });
    const { rows } = await sql<{
      sha256: string;
    }>`SELECT sha256 FROM scan_batches WHERE name = 'minte.pdf'`.execute(db);
    expect(await server.product.files.has(rows[0]?.sha256 ?? '')).toBe(true);
  });
});

describe('who sees and files scans', () => {
  test('scans are their office’s and their sender’s; others are told what is told of what is not there', async () => {
    const one = await anEntry();
    const { id } = await arrived('aici.pdf', [{ label: one.label }]);
    expect((await tray(colleague)).items.map(({ name }) => name)).toContain('aici.pdf');
    expect((await tray(elsewhere)).items).toEqual([]);
    for (const url of ['', '/pages/1.webp', '/pages/1.png'])
      expect((await elsewhere.request('GET', `/api/v1/scans/${id}${url}`)).status).toBe(404);
    expect((await fileIt(elsewhere, id, { pages: [1], entry: one.key })).status).toBe(404);
    expect((await head.request('GET', '/api/v1/scans')).status).toBe(403);
  });

  test('a registrar files into a file that a colleague registered; nobody into a closed one', async () => {
    const closed = await anEntry();
    const { id } = await arrived('inchis.pdf', [{ label: closed.label }]);
    const at = `/api/v1/registers/general/entries/${closed.key.year}/${closed.key.number}/case-file`;
    const file = (await head.request('GET', at)).body as { id: string };
    const done = await head.request('POST', `/api/v1/case-files/${file.id}/close`, {
      requestId: randomUUID(),
      version: 1,
      outcome: 'filed',
    });
    expect(done.status).toBe(200);
    expect((await detail(registrar, id)).stacks[0]?.doubts).toEqual(['closed', 'not-allowed']);
    expect((await fileIt(registrar, id, { pages: [1], entry: closed.key })).status).toBe(403);
  });
});

describe('the last scan of a counter', () => {
  test('is taken to the paper being registered, once; let go, it is back', async () => {
    const scan = await arrived('ghiseu.pdf', [{ words: 'la ghișeu' }], 'ghiseu-1');
    const last = async (counter: string) =>
      ((await registrar.request('GET', `/api/v1/scans/last?counter=${counter}`)).body as LastScan).scan;
    expect(await last('ghiseu-1')).toMatchObject({ id: scan.id, pages: [1] });
    expect(await last('ghiseu-2')).toBeNull();
    expect((await tray(registrar)).counters).toContain('ghiseu-1');
    const requestId = randomUUID();
    const take = () => registrar.request('POST', `/api/v1/scans/${scan.id}/take`, { requestId });
    const upload = (await take()).body as UploadResponse;
    expect((await take()).body).toEqual(upload);
    expect(upload).toMatchObject({ name: 'ghiseu.pdf', mediaType: 'application/pdf', pages: 1 });
    expect(await last('ghiseu-1')).toBeNull();
    await registrar.request('DELETE', `/api/v1/uploads/${upload.id}`);
    expect(await last('ghiseu-1')).toMatchObject({ id: scan.id });
    const again = await registrar.request('POST', `/api/v1/scans/${scan.id}/take`, {
      requestId: randomUUID(),
    });
    const { register: _, ...body } = aRegistration({ uploads: [(again.body as UploadResponse).id] });
    expect((await registrar.request('POST', '/api/v1/registers/general/entries', body)).status).toBe(201);
    expect(await last('ghiseu-1')).toBeNull();
    expect((await detail(registrar, scan.id)).pagesWaiting).toBe(0);
  });
});
