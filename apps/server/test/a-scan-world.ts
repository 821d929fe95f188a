import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeLabelCode,
  type RegisterDocumentResponse,
  type ScanDetail,
  type ScanTray,
} from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, expect } from 'vitest';
import { FolderWatch, readScan } from '../src/modules/scans/index.ts';
import { newId } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { createScanReader } from '../src/platform/scanning/scan-reader.ts';
import { aClock } from './a-clock.ts';
import { aRegistration } from './a-registry.ts';
import { aScan, type PageToScan } from './a-scan.ts';
import { aServer, type Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

const office = 'sediu';
const maxBytes = 20 * 1024 * 1024;

/** Two registrars of an office with a watched folder, one of another office, somebody who solves works. */
export async function aScanWorld(
  database: TestDatabase,
  { holdUntilClean = false }: { holdUntilClean?: boolean } = {},
) {
  const { db } = database;
  const server = await aServer(database, { holdUntilClean });
  const registrar = await server.aCaller(['registrar'], null, office);
  const colleague = await server.aCaller(['registrar'], null, office);
  const elsewhere = await server.aCaller(['registrar'], null, office);
  const head = await server.aCaller(['head-of-unit'], 'juridic');
  const log = createLog('silent');
  const scanReader = createScanReader(log);
  const clock = aClock(new Date().toISOString());
  const scanDir = await mkdtemp(join(tmpdir(), 'opis-scans-'));
  const other = newId();
  await sql`INSERT INTO offices (id, code, name, address, position)
    VALUES (${other}, 'moara', 'Moara', 'Str. Morii 2', 9)`.execute(db);
  await sql`UPDATE staff SET office_id = ${other} WHERE code = ${elsewhere.staffCode}`.execute(db);
  afterAll(async () => {
    scanReader.close();
    await rm(scanDir, { recursive: true, force: true });
  });

  const newWatch = () => new FolderWatch({ db, clock, files: server.product.files, log, maxBytes, scanDir });
  const watch = newWatch();
  const folderOf = (counter = '') => join(scanDir, office, counter);

  /** Looks now, and again when nothing can have grown any more. */
  async function lookTwice(looking = watch): Promise<number> {
    const first = await looking.look();
    clock.pass({ s: 3 });
    return first + (await looking.look());
  }

  async function readAll() {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM scan_batches WHERE state = 'reading'`.execute(db);
    const context = { attempt: 1, isLastAttempt: false, signal: new AbortController().signal, log };
    const deps = { ...server.product, scanReader, publicUrl: 'https://valea-mica.example' };
    for (const { id } of rows) await readScan.run(deps, { id }, context);
  }

  async function drop(name: string, bytes: Buffer, counter?: string) {
    await mkdir(folderOf(counter), { recursive: true });
    await writeFile(join(folderOf(counter), name), bytes);
  }

  const tray = async (caller: Caller) => (await caller.request('GET', '/api/v1/scans')).body as ScanTray;
  const detail = async (caller: Caller, id: string) =>
    (await caller.request('GET', `/api/v1/scans/${id}`)).body as ScanDetail;
  const named = async (name: string) => (await tray(registrar)).items.find((item) => item.name === name);

  async function arrived(name: string, pages: readonly PageToScan[], counter?: string) {
    await drop(name, await aScan(pages), counter);
    expect(await lookTwice()).toBe(1);
    await readAll();
    return detail(registrar, (await named(name))?.id ?? '');
  }

  async function anEntry(changes: Parameters<typeof aRegistration>[0] = {}) {
    const { register: _, ...body } = aRegistration({ sheets: 1, unit: 'juridic', ...changes });
    const answer = await colleague.request('POST', '/api/v1/registers/general/entries', body);
    const { year, number } = answer.body as RegisterDocumentResponse;
    const label = encodeLabelCode({ register: 'G', year, number });
    return { key: { register: 'general', year, number }, label };
  }

  const fileIt = (
    caller: Caller,
    id: string,
    { pages, entry, requestId = randomUUID() }: { pages: number[]; entry: object; requestId?: string },
  ) => caller.request('POST', `/api/v1/scans/${id}/file`, { requestId, pages, entry });

  return {
    ...{ server, db, registrar, colleague, elsewhere, head, clock, scanDir, watch, newWatch, folderOf },
    ...{ lookTwice, readAll, drop, tray, detail, named, arrived, anEntry, fileIt },
  };
}
