import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { FlaggedFileError } from './file-job.ts';

/** A program of the machine, with its limits. */
export type ToolRun = {
  readonly program: string;
  readonly words: readonly string[];
  readonly input?: Uint8Array;
  /** Its folder, and its home: nothing of ours goes along. */
  readonly folder: string;
  readonly timeoutMs: number;
  readonly maxMemory: number;
};

const maxOutput = 32 * 1024 * 1024;

/**
 * Runs a program over a hostile file, behind everything else on the machine; what it writes to its output comes back. A
 * file on which it hangs or grows is flagged; its exit code is the caller's to judge. Throws when it cannot be started.
 */
export function runTool(run: ToolRun): Promise<{ code: number | null; output: Buffer }> {
  const { program, words, input, folder, timeoutMs, maxMemory } = run;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: folder,
      env: { HOME: folder, TMPDIR: folder, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', OMP_THREAD_LIMIT: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
      // A group of its own: what it starts ends with it.
      detached: true,
    });
    const kill = () => {
      if (child.pid !== undefined)
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          child.kill('SIGKILL');
        }
    };
    const giveUp = (flag: 'took-too-long' | 'took-too-much-memory') => {
      settle();
      kill();
      reject(new FlaggedFileError(flag, `${program} ${flag}`));
    };
    const timeout = setTimeout(() => giveUp('took-too-long'), timeoutMs);
    const watch = setInterval(async () => {
      if ((await residentMemory(child.pid)) > maxMemory) giveUp('took-too-much-memory');
    }, 200);
    const settle = () => {
      clearTimeout(timeout);
      clearInterval(watch);
    };
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > maxOutput) giveUp('took-too-much-memory');
      else parts.push(part);
    });
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (code) => {
      settle();
      resolve({ code, output: Buffer.concat(parts) });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    yieldToOthers(child.pid);
  });
}

/** The server's own work goes first. */
export function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already.
  }
}

// Of what it starts, too: LibreOffice begins as a small program that starts the large one.
async function residentMemory(pid: number | undefined): Promise<number> {
  const about = (name: string) => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '');
  const own = Number((await about('statm')).split(' ')[1] ?? 0) * 4096;
  const children = (await about(`task/${pid}/children`)).split(' ').filter(Boolean).map(Number);
  const below = await Promise.all(children.map(residentMemory));
  return below.reduce((sum, memory) => sum + memory, own);
}
