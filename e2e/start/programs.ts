import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const dist = join(import.meta.dirname, '..', '..', 'apps', 'server', 'dist');

/** Runs a built program as typed (settings are words with „=”), with none but those settings. */
export async function run(program: 'serve' | 'opis', typed: string[], dataDir: string) {
  const settings = typed
    .filter((word) => word.includes('='))
    .map((word) => word.split('=') as [string, string]);
  const words = typed.filter((word) => !word.includes('='));
  const child = spawn(process.execPath, [join(dist, `${program}.js`), ...words], {
    env: { PATH: process.env.PATH, OPIS_DATA_DIR: dataDir, ...Object.fromEntries(settings) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, errors, code };
}

/** The database of a data folder, by its own note. */
export const readDatabasePid = (dataDir: string) =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);

/** Whether a process of this id is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
