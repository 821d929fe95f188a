import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '@opis/contracts';
import { type PdfAnswer, PdfError, type PdfJob } from './pdf-job.ts';

export { PdfError, type PdfJob };

/** Sets PDF/A-2a documents. `render` throws PdfError for a wrong template, `print.unavailable` past the time limit. */
export type PdfRenderer = {
  render(job: PdfJob): Promise<Buffer>;
  /** Ends the setting process; a later `render` starts another. */
  close(): void;
};

const defaults = {
  /** No receipt takes a hundredth of it; what does is hung. */
  timeLimitMs: 10_000,
  /** The process weighs some 100 MB: it goes when nobody prints. */
  idleMs: 5 * 60_000,
};

// Beside this file in the source, beside the bundle when built.
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const processFile = fileURLToPath(new URL(`./typst-process.${extension}`, import.meta.url));

/**
 * Documents are set one after the other in one child process, started at the first. It has none of the server's
 * settings (no address of the database, no key), no way to packages, and a hung document is killed with it.
 */
export function createPdfRenderer(options: Partial<typeof defaults> = {}): PdfRenderer {
  const { timeLimitMs, idleMs } = { ...defaults, ...options };
  let child: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const close = () => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
  };
  const setNext = async (job: PdfJob) => {
    clearTimeout(idle);
    if (!child?.connected) child = startProcess();
    try {
      return toPdf(await ask(child, job, timeLimitMs));
    } catch (error) {
      if (!(error instanceof PdfError)) close();
      throw error;
    } finally {
      idle = setTimeout(close, idleMs).unref();
    }
  };
  const render = (job: PdfJob) => {
    const turn = last.then(() => setNext(job));
    last = turn.catch(() => {});
    return turn;
  };
  return { render, close };
}

function startProcess(): ChildProcess {
  const child = fork(processFile, [], {
    // No file is written, no program started; what may be read is the compiler's own files.
    execArgv: ['--permission', '--allow-fs-read=*', '--allow-addons'],
    // A template that asks for a package would be sent to a closed port, not to the network.
    env: { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Each document listens for its own end; an error that comes after it must not end the server.
  child.on('error', () => {});
  child.unref();
  child.channel?.unref();
  return child;
}

function ask(child: ChildProcess, job: PdfJob, timeLimitMs: number): Promise<PdfAnswer> {
  return new Promise((resolve, reject) => {
    const give = (reason: string) => () => {
      stop();
      reject(new AppError('dependency', 'print.unavailable', { message: reason }));
    };
    const onMessage = (answer: PdfAnswer) => {
      stop();
      resolve(answer);
    };
    const onExit = give('the setting process ended');
    const timer = setTimeout(give(`the document was not set in ${timeLimitMs} ms`), timeLimitMs);
    const stop = () => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onExit);
      child.channel?.unref();
    };
    child.channel?.ref();
    child.on('message', onMessage).on('exit', onExit).on('error', onExit);
    child.send(job);
  });
}

function toPdf(answer: PdfAnswer): Buffer {
  if ('diagnostics' in answer) throw new PdfError(answer.diagnostics);
  return Buffer.from(answer.pdf);
}
