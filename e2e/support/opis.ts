import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { nodeFlags } from '../../scripts/node24.mjs';

/** What a command printed and how it ended. */
export type CommandResult = { code: number; output: string; errors: string };

/** `input`: what a person would have typed. `environment`: settings over none at all. `release`: another checkout. */
export type CommandOptions = {
  dataDir: string;
  environment?: Record<string, string>;
  input?: string;
  release?: string;
};

const thisRelease = join(import.meta.dirname, '..', '..');

/** Runs the built `opis …` on a data folder, beside its server or alone. */
export async function runOpis(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const program = join(options.release ?? thisRelease, 'apps', 'server', 'dist', 'opis.js');
  const child = spawn(process.execPath, [...nodeFlags, program, ...args], {
    env: { PATH: process.env.PATH, OPIS_DATA_DIR: options.dataDir, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that asks for nothing ends without reading.
  child.stdin.on('error', () => {}).end(options.input ?? '');
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: code ?? -1, output, errors };
}
