import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { vi } from 'vitest';
import { createProgram } from '../src/platform/cli/create-program.ts';
import { describeFailure } from '../src/platform/cli/describe-failure.ts';
import type { Streams } from '../src/platform/cli/terminal.ts';

/**
 * Types a command at which nobody sits: gives what it prints, then the sentences with which it refuses, both without the
 * path of `folder`.
 */
export function aCommandLine(folder: string, install: (program: Command, streams: Streams) => void) {
  return async (...words: string[]): Promise<string> => {
    const printed: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
      printed.push(String(line));
      return true;
    });
    const program = createProgram();
    install(program, { input: Readable.from([]), output: process.stderr });
    try {
      await program.parseAsync(words, { from: 'user' });
      return printed.join('');
    } catch (error) {
      return printed.join('') + (describeFailure(error) ?? String(error)).replaceAll(`${folder}/`, '');
    } finally {
      write.mockRestore();
    }
  };
}
