import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { withTerminal } from './terminal.ts';

function aTerminal(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  return { input, output, shown: () => String(output.read() ?? '') };
}

test('a person sees the question and not the secret that they type', async () => {
  const { input, output, shown } = aTerminal(true);
  const answers = withTerminal({ input, output }, async (terminal) => {
    const type = <T>(answer: T, line: string) => {
      input.write(`${line}\n`);
      return answer;
    };
    const name = await type(terminal.ask('Denumire'), 'Comuna');
    return [name, await type(terminal.askSecret('Parola'), 'secretul'), terminal.isPerson];
  });
  expect(await answers).toEqual(['Comuna', 'secretul', true]);
  const screen = shown();
  expect(screen).toContain('Denumire: ');
  expect(screen).toContain('Parola: ');
  expect(screen).toContain('Comuna');
  expect(screen).not.toContain('secretul');
});

test('piped lines answer in their order, without a question', async () => {
  const { input, output, shown } = aTerminal(false);
  input.end('unu\ndoi');
  const answers = await withTerminal({ input, output }, async (terminal) => [
    await terminal.ask('A'),
    await terminal.askSecret('B'),
    await terminal.ask('C').catch((error: Error) => error.message),
  ]);
  expect(answers).toEqual(['unu', 'doi', expect.stringContaining('Lipsește răspunsul la: C')]);
  expect(shown()).toBe('');
});
