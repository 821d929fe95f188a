import { readFile } from 'node:fs/promises';
import type { FileMistake } from '@opis/contracts';
import { OperatorError } from '../operator-error.ts';
import { commandText } from './command-texts.ts';

/** The bytes of a file that the operator named. Throws `OperatorError` when it cannot be read. */
export async function readOperatorFile(file: string): Promise<Uint8Array> {
  return await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(commandText('file.unreadable', { file, reason: error.code ?? error.message }));
  });
}

/** What is wrong in that file, a line for each mistake: file, line, column, path. */
export function fileRefused(file: string, mistakes: readonly FileMistake[], cause: Error): OperatorError {
  const lines = mistakes.map(({ line, column, path, detail: sentence }) =>
    commandText(path === '' ? 'file.broken' : 'file.wrong', {
      ...{ file, path, sentence },
      line: String(line),
      column: String(column),
    }),
  );
  return new OperatorError(lines.join('\n'), { cause });
}
