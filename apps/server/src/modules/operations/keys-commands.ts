import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type KeyBundle, openSealedKeys, sealKeys } from '../../platform/backup/sealed-keys.ts';
import { printLine } from '../../platform/cli/output.ts';
import { type Streams, type Terminal, withTerminal } from '../../platform/cli/terminal.ts';
import { writeSecretFile } from '../../platform/crypto/secret-file.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { operationsText } from './operations-texts.ts';

/** `opis keys export FILE`, `opis keys import FILE`: on the folder alone, with no database. */
export function keysCommands(program: Command, keysFolder: () => string, streams: Streams): void {
  const keys = program.command('keys').description(operationsText('keys.description'));
  keys
    .command('export')
    .description(operationsText('keys.export.description'))
    .argument('<file>', operationsText('keys.file'))
    .action((file: string) => exportKeys(keysFolder(), file, streams));
  keys
    .command('import')
    .description(operationsText('keys.import.description'))
    .argument('<file>', operationsText('keys.file'))
    .action(async (file: string) => {
      await importKeys(keysFolder(), file, streams);
    });
}

async function exportKeys(folder: string, file: string, streams: Streams) {
  const bundle = await readKeys(folder);
  if (Object.keys(bundle).length === 0) throw new OperatorError(operationsText('keys.none', { folder }));
  const passphrase = await withTerminal(streams, askNewPassphrase);
  await writeFile(file, sealKeys(bundle, passphrase), { flag: 'wx', mode: 0o600, flush: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw new OperatorError(operationsText('keys.exists', { file }));
      throw error;
    },
  );
  printLine(operationsText('keys.exported', { file }));
}

/** Puts sealed keys into the folder; a key that is there already and is another is never written over. */
export async function importKeys(folder: string, file: string, streams: Streams): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new OperatorError(operationsText('keys.unreadable', { file }), { cause: error });
  });
  const passphrase = await withTerminal(streams, (terminal) =>
    terminal.askSecret(operationsText('keys.passphrase')),
  );
  const bundle = openSealedKeys(text, passphrase);
  if (bundle === undefined) throw new OperatorError(operationsText('keys.wrong'));
  const kept = await readKeys(folder);
  const other = Object.entries(bundle).find(([name, bytes]) => kept[name]?.equals(bytes) === false);
  if (other) throw new OperatorError(operationsText('keys.conflict', { folder, name: other[0] }));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, bytes] of Object.entries(bundle)) writeSecretFile(join(folder, requireName(name)), bytes);
  printLine(operationsText('keys.imported', { count: Object.keys(bundle).length, folder }));
}

async function readKeys(folder: string): Promise<KeyBundle> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(files.map(async ({ name }) => [name, await readFile(join(folder, name))] as const)),
  );
}

// What stands in a file is only a name, never a path.
function requireName(name: string): string {
  if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) throw new OperatorError(operationsText('keys.wrong'));
  return name;
}

const shortest = 12;

async function askNewPassphrase(terminal: Terminal): Promise<string> {
  const passphrase = await terminal.askSecret(operationsText('keys.passphrase'));
  if (passphrase.length < shortest) throw new OperatorError(operationsText('keys.short'));
  if (!terminal.isPerson) return passphrase;
  const again = await terminal.askSecret(operationsText('keys.passphrase.again'));
  if (again !== passphrase) throw new OperatorError(operationsText('keys.differs'));
  return passphrase;
}
