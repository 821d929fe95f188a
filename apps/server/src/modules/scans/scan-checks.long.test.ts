import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { aScan } from '../../../test/a-scan.ts';
import { aScanWorld } from '../../../test/a-scan-world.ts';
import { aScanner, eicar } from '../../../test/a-scanner.ts';
import type { SomeDocuments } from '../../../test/some-documents.ts';
import { someProcessing, workThrough } from '../../../test/some-processing.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createLog } from '../../platform/log.ts';
import { createPreviews } from '../../platform/preview/previews.ts';
import { fileWorkOf } from '../file-processing/index.ts';
import { scanChecks } from './index.ts';

// Pages are read in a process of their own: a machine with much else to do is slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

const scanner = await aScanner();
const holding = await aWorldWith({ holdUntilClean: true });
const trusting = await aWorldWith({ holdUntilClean: false });

async function aWorldWith(setting: { holdUntilClean: boolean }) {
  const database = await aDatabase();
  const world = await aScanWorld(database, setting);
  const documents = {
    files: world.server.product.files,
    previews: createPreviews(createLog('silent')),
  } as SomeDocuments;
  const works = (scannerHere: string | undefined) =>
    someProcessing(world.db, documents, { scanner: scannerHere, checkSubscribers: [scanChecks] });
  const check = (scannerHere: string | undefined = scanner) => workThrough(works(scannerHere));
  const came = async (name: string, bytes: Buffer) => {
    await world.drop(name, bytes);
    expect(await world.lookTwice()).toBe(1);
    await world.readAll();
    const item = await world.named(name);
    if (item === undefined) throw new Error(`${name} is in the tray`);
    return item;
  };
  return { ...world, owner: database.owner, works, check, came };
}

/** A scan with the virus inside it, that can be read like any other. */
async function anInfectedScan() {
  const scan = await aScan([{}, { separator: true }, { words: 'anexa' }]);
  return Buffer.concat([
    scan.subarray(0, scan.lastIndexOf('startxref')),
    Buffer.from(`%${eicar}\n`),
    scan.subarray(scan.lastIndexOf('startxref')),
  ]);
}

describe('a scan that came in a folder, where nothing is opened before it was called clean', () => {
  test('no page of it is read or drawn, and nothing of it is filed, until the antivirus has ended', async () => {
    const scan = await holding.came('curat.pdf', await aScan([{ words: 'curat' }]));
    expect(scan).toMatchObject({ state: 'reading', pagesRead: 0, openable: false });
    expect(scan.lines.map(({ text }) => text)).toEqual([
      'Nu se deschide înainte ca antivirusul să îl găsească curat.',
      'Așteaptă verificarea antivirus.',
    ]);
    for (const picture of ['pages/1.webp', 'pages/1.png', 'original'])
      expect((await holding.registrar.request('GET', `/api/v1/scans/${scan.id}/${picture}`)).status).not.toBe(
        200,
      );
    const { key } = await holding.anEntry();
    expect((await holding.fileIt(holding.registrar, scan.id, { pages: [1], entry: key })).status).toBe(409);
    await holding.check();
    await holding.readAll();
    expect(await holding.named('curat.pdf')).toMatchObject({ state: 'ready', pagesRead: 1, openable: true });
    expect((await holding.fileIt(holding.registrar, scan.id, { pages: [1], entry: key })).status).toBe(201);
  });

  test('the end of its check asks for it to be read, by itself', async () => {
    const scan = await holding.came('cerut.pdf', await aScan([{ words: 'cerut' }]));
    const asked = async () => {
      const { rows } = await sql<{ payload: { id: string } }>`
        SELECT payload FROM graphile_worker._private_jobs`.execute(holding.owner);
      return rows.filter(({ payload }) => payload.id === scan.id).length;
    };
    const before = await asked();
    await holding.check();
    expect(await asked()).toBe(before + 1);
  });

  test('an infected one is kept, never read, and said to be so', async () => {
    await holding.came('virus-tinut.pdf', await anInfectedScan());
    await holding.check();
    await holding.readAll();
    expect(await holding.named('virus-tinut.pdf')).toMatchObject({
      ...{ state: 'refused', refusal: 'infected', pagesRead: 0, openable: false, kept: true },
      lines: [{ tone: 'stop', text: expect.stringContaining('EICAR-TEST') }],
    });
  });

  test('one that the antivirus could not look at is closed, and read once it can', async () => {
    await holding.came('neverificat.pdf', await aScan([{ words: 'neverificat' }]));
    await workThrough({ ...holding.works(undefined), requireClean: true });
    await holding.readAll();
    expect(await holding.named('neverificat.pdf')).toMatchObject({
      state: 'refused',
      refusal: 'not-checked',
    });
    await sql`UPDATE file_works SET status = 'waiting', flags = '{}', due_at = now(), finished_at = NULL, attempts = 0
      WHERE file_works.flags && '{not-scanned}'`.execute(holding.db);
    await holding.check();
    await holding.readAll();
    expect(await holding.named('neverificat.pdf')).toMatchObject({ state: 'ready', refusal: null });
  });
});

describe('a scan that came in a folder, where files are opened before they are checked', () => {
  test('is looked at all the same: its original, of which no document may ever be made', async () => {
    const scan = await trusting.came('teanc.pdf', await aScan([{}, { separator: true }, { words: 'doi' }]));
    const { rows } = await sql<{ sha256: string }>`
      SELECT sha256 FROM scan_batches WHERE id = ${scan.id}`.execute(trusting.db);
    await trusting.check();
    const works = await fileWorkOf(trusting.db, [rows[0]?.sha256 ?? '']);
    expect(works.map(({ kind, status, tool }) => [kind, status, tool])).toEqual([
      ['antivirus', 'done', 'clamd'],
    ]);
  });

  test('one that was read before its virus was found is closed: no picture, no document, no bytes', async () => {
    const scan = await trusting.came('virus.pdf', await anInfectedScan());
    expect(scan).toMatchObject({ state: 'ready', pagesWaiting: 2, openable: true });
    const { key } = await trusting.anEntry();
    await trusting.check();
    expect(await trusting.named('virus.pdf')).toMatchObject({
      ...{ state: 'refused', refusal: 'infected', pagesWaiting: 0, openable: false },
    });
    const ask = (path: string, body?: object) =>
      trusting.registrar.request(body ? 'POST' : 'GET', `/api/v1/scans/${scan.id}/${path}`, body);
    for (const picture of ['pages/1.webp', 'original'])
      expect((await ask(picture)).body).toMatchObject({ code: 'document.infected' });
    expect((await ask('pages/1.png?came=1')).status).toBe(409);
    expect((await trusting.fileIt(trusting.registrar, scan.id, { pages: [1], entry: key })).status).toBe(409);
    expect((await ask('take', { requestId: crypto.randomUUID() })).status).toBe(409);
    const whole = await ask('file-original', { requestId: crypto.randomUUID(), entry: key });
    expect([whole.status, (whole.body as { code: string }).code]).toEqual([409, 'document.infected']);
    const { rows } = await sql<{ sha256: string }>`
      SELECT sha256 FROM scan_batches WHERE id = ${scan.id}`.execute(trusting.db);
    expect(await trusting.server.product.files.has(rows[0]?.sha256 ?? '')).toBe(true);
  });

  test('the same bytes come again: known to be infected, they are not even read', async () => {
    await trusting.came('inca-o-data.pdf', await anInfectedScan());
    expect(await trusting.named('inca-o-data.pdf')).toMatchObject({ state: 'refused', pagesRead: 0 });
  });

  test('without an antivirus each scan says that nobody looked at it', async () => {
    await trusting.came('fara.pdf', await aScan([{ words: 'fara' }]));
    await workThrough(trusting.works(undefined));
    expect((await trusting.named('fara.pdf'))?.lines.map(({ text }) => text)).toEqual([
      'Nu a fost verificat de viruși: nu este pornit un antivirus.',
    ]);
  });
});
