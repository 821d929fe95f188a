import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScanDetail, ScanTray } from '../../../packages/contracts/src/api/scans.ts';
import type { SearchResponse } from '../../../packages/contracts/src/api/search.ts';
import { encodeLabelCode } from '../../../packages/contracts/src/registry/label-code.ts';
import { dropScan } from '../../support/scans.ts';
import { type RunningProduct, startProduct } from '../../support/server.ts';

/** One scan, from the moment that its file lies in the folder; milliseconds. `found` is null when it was not in time. */
export type ScanRound = { read: number; filed: number; found: number | null };
/** From scan to found, each round a page with a label and a word that stands nowhere else. */
export type ScanFigures = { rounds: readonly ScanRound[] };

// Words that the demonstration never uses, plain enough for any reader of print.
const words = ['crizantema', 'barcarola', 'elefantul', 'fluturele', 'gramofonul', 'hipopotamul', 'iepurele'];
const patienceMs = 120_000;

/** Drops a page, waits until it is read, files it as a person does, and asks until its word is found. */
export async function measureScans(): Promise<ScanFigures> {
  const scanDir = await mkdtemp(join(tmpdir(), 'opis-bench-scans-'));
  const product = await startProduct({ environment: { OPIS_SCAN_DIR: scanDir } });
  try {
    const ask = await signIn(product);
    const rounds: ScanRound[] = [];
    for (const word of words) rounds.push(await measureRound(ask, { scanDir, word }));
    return { rounds };
  } finally {
    await product.stop();
    await rm(scanDir, { recursive: true, force: true });
  }
}

type Ask = <Answer>(path: string, body?: object) => Promise<Answer>;

async function signIn({ address }: RunningProduct): Promise<Ask> {
  const headers = { 'content-type': 'application/json', origin: address };
  const entered = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: 'registrator', password: 'Lunca-Alba-2026' }),
  });
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (path, body) => {
    const answer = await fetch(`${address}/api/v1${path}`, {
      headers: { ...headers, cookie },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

async function measureRound(
  ask: Ask,
  { scanDir, word }: { scanDir: string; word: string },
): Promise<ScanRound> {
  const { year, number } = await ask<{ year: number; number: number }>('/registers/general/entries', {
    ...{ requestId: randomUUID(), channel: 'counter', subject: 'Scanare de probă', sheets: 1, annexes: 0 },
    ...{ sender: { kind: 'natural', name: 'Probă Anvers' }, unit: 'persoane-adulte' },
  });
  const name = `${word}.pdf`;
  const label = encodeLabelCode({ register: 'G', year, number });
  await dropScan(scanDir, name, [{ label, words: `Subsemnata arat ca ${word} din curte` }]);
  const begun = performance.now();
  const since = () => performance.now() - begun;
  const ready = async () => {
    const { items } = await ask<ScanTray>('/scans');
    return items.find((item) => item.name === name && item.state === 'ready');
  };
  const scan = await until(ready);
  if (scan === undefined) throw new Error(`the scan ${name} was not read in time`);
  const read = since();
  const { stacks } = await ask<ScanDetail>(`/scans/${scan.id}`);
  if (stacks[0]?.entry?.number !== number) throw new Error('the label was not read');
  const entry = { register: 'general', year, number };
  await ask(`/scans/${scan.id}/file`, { requestId: randomUUID(), pages: [1], entry });
  const filed = since();
  const found = await until(async () => {
    const { entries } = await ask<SearchResponse>('/search', { text: word });
    return entries.items.find((item) => item.number === number);
  });
  return { read, filed, found: found === undefined ? null : since() };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(100);
  }
  return undefined;
}
