import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { OperatorError } from '../operator-error.ts';
import { commandText } from './command-texts.ts';

/** Where a command asks: a person at a terminal, or the lines of what was piped in. Never the arguments. */
export type Terminal = {
  /** False when lines were piped in. */
  isPerson: boolean;
  ask(question: string): Promise<string>;
  /** What is typed is not shown. */
  askSecret(question: string): Promise<string>;
};

/** What is read and where questions are written. */
export type Streams = { input: NodeJS.ReadableStream & { isTTY?: boolean }; output: NodeJS.WritableStream };

/** Runs `work` with a terminal over these streams and lets go of them. Questions go to `output`, standard error. */
export async function withTerminal<T>(
  streams: Streams,
  work: (terminal: Terminal) => Promise<T>,
): Promise<T> {
  const screen = createScreen(streams.output);
  const lines = createInterface({
    input: streams.input,
    output: screen.stream,
    terminal: streams.input.isTTY === true,
  });
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await work(streams.input.isTTY === true ? askPerson(lines, screen) : readLines(lines));
  } finally {
    lines.close();
  }
}

/** The process's own input and error output. */
export const ownStreams: Streams = { input: process.stdin, output: process.stderr };

type Screen = { stream: Writable; hidden: boolean };

function createScreen(output: NodeJS.WritableStream): Screen {
  const screen: Screen = {
    hidden: false,
    stream: new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (!screen.hidden) output.write(chunk);
        done();
      },
    }),
  };
  return screen;
}

function askPerson(lines: Interface, screen: Screen): Terminal {
  const ask = (question: string) => lines.question(`${question}: `);
  return {
    isPerson: true,
    ask,
    askSecret: async (question) => {
      const answer = ask(question);
      screen.hidden = true;
      try {
        return await answer;
      } finally {
        screen.hidden = false;
        screen.stream.write('\n');
      }
    },
  };
}

function readLines(lines: Interface): Terminal {
  const all = lines[Symbol.asyncIterator]();
  const next = async (question: string) => {
    const { value, done } = await all.next();
    if (done) throw new OperatorError(commandText('terminal.no-answer', { question }));
    return value;
  };
  return { isPerson: false, ask: next, askSecret: next };
}
