import type { LogLevel, Task } from 'graphile-worker';
import type { Log } from '../log.ts';
import type { RunnableJob } from './define-job.ts';

const longestReason = 500;

/** A job as the library runs it. What it keeps of a failure is the message alone, cut: no row, no text of a person. */
export const toTask =
  (job: RunnableJob, log: Log): Task =>
  async (payload, helpers) => {
    const { id, attempts, max_attempts } = helpers.job;
    const context = {
      attempt: attempts,
      isLastAttempt: attempts >= max_attempts,
      signal: helpers.abortSignal,
      log: log.child({ job: job.name, jobId: id }),
    };
    try {
      await job.run(payload, context);
    } catch (error) {
      context.log.warn({ err: error, attempt: attempts, last: context.isLastAttempt }, 'job failed');
      throw new Error(describe(error));
    }
  };

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`.slice(0, longestReason);
}

const levels: Readonly<Partial<Record<LogLevel, 'debug' | 'warn'>>> = { error: 'warn', warning: 'warn' };

/** The library's own lines: connections lost and found again. What it says of jobs is said above. */
export const toQueueLogger = (log: Log) => () => (level: LogLevel, message: string) => {
  if (message.startsWith('Failed task')) return;
  log[levels[level] ?? 'debug'](message.slice(0, longestReason));
};
