import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { aWinmail } from '../../../../test/a-winmail.ts';
import { awkwardMail } from '../../../../test/awkward-mail/awkward-mail.ts';
import { aMessage, file, mixed, parts, plain, soundMessage } from '../../../../test/awkward-mail/message.ts';
import { decodeBody, sliceOf } from './decode-body.ts';
import { readMessage } from './read-message.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-messages-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const now = new Date('2026-11-22T08:00:00Z');

async function read(raw: Buffer) {
  const path = join(folder, 'message');
  await writeFile(path, raw);
  return await readMessage(path, now);
}

test('a sound message is read whole, and nothing is said of it', async () => {
  expect(await read(soundMessage)).toMatchObject({
    ...{ state: 'parsed', kind: 'message', flags: [], subject: 'Cerere', messageId: 'cerere@exemplu.ro' },
    ...{ fromName: 'Ana Pop', fromAddress: 'ana.pop@exemplu.ro', preview: 'Vă rog să îmi răspundeți.' },
    hop: { address: '192.0.2.7', helo: 'mx.exemplu.ro', sender: null },
    parts: [{ kind: 'text' }, { kind: 'attachment', name: 'cerere.txt', flags: [] }],
  });
});

test('there are at least 150 awkward messages, each of another defect', () => {
  const defects = awkwardMail.map(({ defect }) => defect);
  expect(defects.length).toBeGreaterThanOrEqual(150);
  expect(new Set(defects).size).toBe(defects.length);
});

test('a winmail.dat too long to be held gives its files by their places in it', async () => {
  const [long, short] = [randomBytes(300_000), randomBytes(1_000)];
  const bytes = aWinmail([
    { name: 'lung.bin', content: long },
    { name: 'scurt.bin', content: short },
  ]);
  const body = file('winmail.dat', bytes, 'application/ms-tnef');
  const { flags, parts: read_ } = await read(aMessage(mixed, parts('hotar', [plain, body])));
  expect(flags).toEqual([]);
  expect(read_.map(({ name }) => name)).toEqual([null, 'lung.bin', 'scurt.bin']);
  const [, first, second] = read_.map((part) => part.bytes);
  if (first === undefined || 'content' in first || second === undefined || !('content' in second))
    throw new Error('the long one is to be a place, the short one bytes');
  const stream = createReadStream(join(folder, 'message'), { start: first.from, end: first.to - 1 });
  const found: Uint8Array[] = [];
  for await (const piece of sliceOf(decodeBody(stream, first.encoding), first.slice ?? { from: 0, to: 0 }))
    found.push(piece);
  expect(Buffer.concat(found).equals(long)).toBe(true);
  expect(Buffer.from(second.content).equals(short)).toBe(true);
});
