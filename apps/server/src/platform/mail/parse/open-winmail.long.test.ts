import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aWinmail } from '../../../../test/a-winmail.ts';
import { aMessage, file, mixed, parts, plain } from '../../../../test/awkward-mail/message.ts';
import { readMessage } from './read-message.ts';

test('winmail.dat files that hold more than the limit together stay as they are', async () => {
  const big = aWinmail([{ name: 'mare.bin', content: Buffer.alloc(20_000_000, 7) }]);
  const body = file('winmail.dat', big, 'application/ms-tnef');
  const folder = await mkdtemp(join(tmpdir(), 'opis-winmail-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'message');
  await writeFile(path, aMessage(mixed, parts('hotar', [plain, body, body])));
  const message = await readMessage(path, new Date('2026-11-22T08:00:00Z'));
  expect(message.flags).toEqual(['winmail']);
  expect(message.parts.map(({ name }) => name)).toEqual([null, 'mare.bin', 'winmail.dat']);
});
