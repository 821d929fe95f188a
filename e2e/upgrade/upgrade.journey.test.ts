import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadLogicalCopy } from '../../apps/server/src/platform/backup/load-logical-copy.ts';
import { createClosing } from '../../apps/server/src/platform/closing.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { startCluster } from '../../apps/server/src/platform/postgres/supervisor.ts';
import { EntryPage, RegisterDocumentResponse } from '../../packages/contracts/src/index.ts';
import { findFaketime, openFalseClock } from '../drill/faults/false-clock.ts';
import { runOpis } from '../support/opis.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const migrationsFolder = join(import.meta.dirname, '..', '..', 'apps', 'server', 'migrations');
const releases = (await readdir(fixtures, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const closing = createClosing();
afterAll(closing.closeAll);

type Expected = { token: string; rows: Record<string, { number: number }[]> };

test('every release so far left what it wrote', () => {
  expect(releases).toContain('0.1.0');
});

test.each(releases)(
  'data of %s is upgraded, verifies, reads the same and goes on numbering',
  async (release) => {
    const fixture = join(fixtures, release);
    const expected: Expected = JSON.parse(await readFile(join(fixture, 'expected.json'), 'utf8'));
    const { dataDir, environment } = await layDown(fixture);
    const product = await startProduct({ dataDir, environment });
    closing.add(product.stop);

    const verified = await runOpis(['verify', '--against', join(fixture, 'heads.jsonl')], {
      dataDir,
      environment,
    });
    expect(verified, verified.output + verified.errors).toMatchObject({ code: 0 });

    for (const [code, rows] of Object.entries(expected.rows)) {
      const { items } = EntryPage.parse(
        await get(product, expected.token, `${code}/entries?year=2026&limit=500`),
      );
      expect(items).toMatchObject(rows);
      const next = await registerOne(product, expected.token, code);
      expect(next.number).toBe(rows.length + 1);
    }
  },
);

/** A data folder as the release left it, and a clock that stands two days later. */
async function layDown(fixture: string) {
  const folder = await mkdtemp(join(tmpdir(), 'opis-upgrade-'));
  closing.add(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const log = createLog('silent');
  const cluster = await startCluster({ dataDir, environment: process.env, log });
  await loadLogicalCopy(cluster.url('opis_owner'), { folder: join(fixture, 'database'), migrationsFolder });
  await cluster.stop();
  for (const name of ['files', 'keys', 'heads.jsonl'])
    await cp(join(fixture, name), join(dataDir, name), { recursive: true });
  const library = findFaketime();
  if (library === undefined) throw new Error('libfaketime is missing');
  const clock = openFalseClock(library, join(folder, 'clock'));
  clock.set(new Date('2026-11-22T08:00:00Z'));
  return { dataDir, environment: { OPIS_DEMO: '0', ...clock.environment } };
}

async function get(product: RunningProduct, token: string, path: string): Promise<unknown> {
  const response = await fetch(`${product.address}/api/v1/registers/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return response.json();
}

async function registerOne(product: RunningProduct, token: string, code: string) {
  const response = await fetch(`${product.address}/api/v1/registers/${code}/entries`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      requestId: randomUUID(),
      subject: 'Prima cerere după actualizare',
      channel: 'counter',
      sender: { kind: 'natural', name: 'Anghelina Turturică' },
      sheets: 1,
      annexes: 0,
    }),
  });
  return RegisterDocumentResponse.parse(await response.json());
}
