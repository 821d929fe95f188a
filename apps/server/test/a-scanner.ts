import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';

/** The text by which antivirus programs are tested (EICAR): harmless, and called a virus by all of them. */
export const eicar = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

/** Debian's clamd on a socket of its own, that knows one virus, alone or inside another file; ends with the file's tests. Answers its address. */
export async function aScanner({ maxStream = '100M' }: { maxStream?: string } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'opis-clamd-'));
  const socket = join(folder, 'clamd.ctl');
  const md5 = createHash('md5').update(eicar).digest('hex');
  await writeFile(join(folder, 'test.hdb'), `${md5}:${eicar.length}:EICAR-TEST\n`);
  const inside = Buffer.from(eicar).toString('hex');
  await writeFile(join(folder, 'test.ndb'), `EICAR-TEST:0:*:${inside}\n`);
  const settings = {
    LocalSocket: socket,
    DatabaseDirectory: folder,
    Foreground: 'yes',
    StreamMaxLength: maxStream,
    TemporaryDirectory: folder,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  await writeFile(join(folder, 'clamd.conf'), lines.join(''));
  const child = spawn('/usr/sbin/clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  afterAll(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  while (!existsSync(socket)) {
    if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}`);
    await sleep(50);
  }
  return socket;
}
