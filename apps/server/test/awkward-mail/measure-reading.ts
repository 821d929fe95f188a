import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMessage } from '../../src/platform/mail/parse/read-message.ts';
import { awkwardMail } from './awkward-mail.ts';

// Reads the whole corpus three times over and tells by how much the process grew at the most: in a process of its own,
// since a runner of tests grows by itself.
const folder = await mkdtemp(join(tmpdir(), 'opis-awkward-'));
const paths: string[] = [];
for (const [at, { raw }] of awkwardMail.entries()) {
  const path = join(folder, String(at));
  await writeFile(path, raw);
  paths.push(path);
}
const before = process.memoryUsage.rss();
let most = before;
let read = 0;
for (let round = 0; round < 3; round += 1)
  for (const path of paths) {
    await readMessage(path, new Date('2026-11-22T08:00:00Z'));
    read += 1;
    most = Math.max(most, process.memoryUsage.rss());
  }
await rm(folder, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ read, grownMegabytes: Math.round((most - before) / 1024 / 1024) }));
