import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { awkwardMail, someAwkwardMail } from '../../../../test/awkward-mail/awkward-mail.ts';
import { soundMessage } from '../../../../test/awkward-mail/message.ts';
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
  expect(someAwkwardMail).toHaveLength(10);
});

test.each(someAwkwardMail)('sees $defect, which the sound message has not', async ({ raw, holds }) => {
  expect(holds(await read(raw))).toBe(true);
  expect(holds(await read(soundMessage))).toBe(false);
});
