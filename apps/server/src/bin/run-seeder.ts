import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { OperatorError } from '../platform/operator-error.ts';
import { startText } from '../platform/start-texts.ts';

/** Has the demonstration written, and comes back when it stands or the start is given up. */
export async function runSeeder(stop: AbortSignal): Promise<void> {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  // Its channel closes when this process is gone, however it went: nothing is seeded behind anybody's back.
  const child = fork(join(import.meta.dirname, `seed-process.${extension}`), { stdio: 'inherit' });
  stop.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  const [code] = await once(child, 'exit');
  if (code !== 0 && !stop.aborted) throw new OperatorError(startText('serve.seeding-failed'));
}
