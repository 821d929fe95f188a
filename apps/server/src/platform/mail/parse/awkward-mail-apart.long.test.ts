import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { awkwardMail } from '../../../../test/awkward-mail/awkward-mail.ts';
import { findConfused, findRunning, readAll } from '../../../../test/awkward-mail/hold-against-each-other.ts';

test('what is told of an awkward message, the large ones too, is true of it and of no other, and nothing in it runs', async () => {
  const parsed = await readAll(awkwardMail);
  expect(await findConfused(awkwardMail, parsed)).toEqual([]);
  expect(findRunning(parsed)).toEqual([]);
});

test('all of them, three times over in one process, take less than 400 MB beside what it began with', () => {
  const script = fileURLToPath(new URL('../../../../test/awkward-mail/measure-reading.ts', import.meta.url));
  const measured = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
  expect(measured.read).toBe(awkwardMail.length * 3);
  expect(measured.grownMegabytes).toBeLessThan(400);
});
