import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { yieldToOthers } from '../processing/run-tool.ts';
import { previewFile } from './preview-file.ts';
import type { Refusal } from './preview-job.ts';

export type PreviewLimits = {
  /** A job that takes longer is ended, its process with it. */
  readonly timeoutMs: number;
  /** Resident memory of the process in bytes; looked at ten times a second (Linux only). */
  readonly maxMemory: number;
  /** The process ends when nothing was asked of it for so long. */
  readonly idleMs: number;
  /** Behind everything else on the machine; false when absent. */
  readonly yields?: boolean;
};

// No program can be started and no file written; what may be read is wider than the files to show, since the reader's
// own sources lie elsewhere in every installation. WebAssembly gets 384 MiB (64 KiB a page).
const flags = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--allow-worker',
  '--wasm-max-mem-pages=6144',
];

const ended: Refusal = { refused: 'the reader ended' };

/** The threads that read hostile files, by the names of their programs. */
export type ReaderThread = 'preview-thread' | 'paper-thread' | 'scan-thread' | 'mail-thread' | 'file-thread';

/** One process for all jobs of a kind, started when first asked, ended when idle; a job that goes wrong ends it. */
export class PreviewHost<Job extends object, Answer extends object> {
  readonly #limits: PreviewLimits;
  readonly #thread: ReaderThread;
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(limits: PreviewLimits, thread: ReaderThread) {
    this.#limits = limits;
    this.#thread = thread;
  }

  /**
   * One job at a time: whoever calls waits for the answer before the next call. Throws when the process cannot be had;
   * what the file did to it is a refusal. `timeoutMs` instead of the usual, for a job known to be longer.
   */
  async run(job: Job, timeoutMs: number = this.#limits.timeoutMs): Promise<Answer | Refusal> {
    clearTimeout(this.#idle);
    if (this.#closed) throw new Error('the previews are closed');
    const fresh = this.#child === undefined;
    this.#child ??= this.#start();
    const child = this.#child;
    const answer = await this.#ask(child, job, timeoutMs);
    // It may have been dying since the job before: only a process that did nothing else shows whose fault it was.
    if (answer === ended && (this.#closed || !fresh)) return await this.run(job, timeoutMs);
    // What one file left behind must not be laid at the door of the next.
    const spent = 'refused' in answer && answer.spent === true;
    if (spent || (await residentMemory(child.pid)) > this.#limits.maxMemory / 2) this.#end();
    else this.#idle = setTimeout(() => this.#end(), this.#limits.idleMs).unref();
    return answer;
  }

  /** False before the first job, and after the process ended: the next job starts one, which takes its time. */
  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Ends the process and starts none any more. */
  close(): void {
    this.#closed = true;
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const child = startProcess(this.#thread);
    if (this.#limits.yields) yieldToOthers(child.pid);
    // Without a listener of its own, an error between two jobs would end the server.
    child.on('error', () => {});
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }

  #ask(child: ChildProcess, job: Job, timeoutMs: number): Promise<Answer | Refusal> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timeout);
        clearInterval(watch);
        child.off('message', finish).off('exit', end).off('error', fail);
      };
      const finish = (answer: Answer | Refusal) => {
        settle();
        resolve(answer);
      };
      const giveUp = (refused: string) => {
        this.#end();
        finish({ refused });
      };
      const fail = (error: Error) => {
        this.#end();
        settle();
        reject(error);
      };
      const end = () => {
        this.#end();
        finish(ended);
      };
      const timeout = setTimeout(() => giveUp('too long'), timeoutMs);
      const watch = setInterval(async () => {
        if ((await residentMemory(child.pid)) > this.#limits.maxMemory) giveUp('too much memory');
      }, 100);
      child.on('message', finish).on('exit', end).on('error', fail);
      child.send(job, (error) => error && end());
    });
  }
}

function startProcess(thread: ReaderThread): ChildProcess {
  const child = fork(fileURLToPath(previewFile('preview-process')), [thread], {
    execArgv: flags,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Nothing of ours goes along: no address of a database, no key.
    env: {},
  });
  // It must not hold the server's own process open.
  child.unref();
  child.channel?.unref();
  return child;
}

// Pages of 4 KiB on every architecture we run on; where /proc is missing only the limits of V8 hold.
async function residentMemory(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) * 4096;
}
