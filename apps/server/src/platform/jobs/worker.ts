import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import type { DB } from '../database-types.generated.ts';
import type { Log } from '../log.ts';
import type { RunnableJob } from './define-job.ts';
import { beat, leave } from './living-workers.ts';
import { repeat } from './repeat.ts';
import { type Schedule, tickSchedules, writeSchedules } from './schedules.ts';
import { toQueueLogger, toTask } from './to-task.ts';

/** What a worker runs, and how many jobs at once. */
export type WorkerPlan = {
  readonly jobs: readonly RunnableJob[];
  readonly schedules: readonly Schedule[];
  readonly concurrency: number;
};

/** Shorter ones are for tests. Milliseconds. */
export type WorkerTimes = {
  readonly beatEvery: number;
  /** A worker unseen for so long is dead: what it ran is taken up again. */
  readonly deadAfter: number;
  /** For when NOTIFY does not reach us (a pooler between). */
  readonly pollEvery: number;
  /** How long running jobs may go on after a stop, before their signal is aborted. */
  readonly grace: number;
};

const usualTimes: WorkerTimes = { beatEvery: 5_000, deadAfter: 30_000, pollEvery: 2_000, grace: 10_000 };
const minuteMs = 60_000;

/**
 * Runs jobs until `stop`, with the worker's own role, which may touch nothing but the queue. Any number of processes
 * may do so: each job is locked by one of them, and the jobs of one that died are taken up by the others.
 */
export async function startWorker(
  deps: { queueUrl: string; clock: Clock; log: Log },
  plan: WorkerPlan,
  times: WorkerTimes = usualTimes,
): Promise<{ stop(): Promise<void> }> {
  const { clock, log } = deps;
  const pool = openPool(deps.queueUrl, plan.concurrency + 3);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  await writeSchedules(db, plan.schedules, clock.now());
  const { runner } = await runJobs(pool, plan, { log, times });
  const report = (what: string) => (error: Error) => log.warn({ reason: error.message }, what);
  const beats = repeat(times.beatEvery, () =>
    beat(db, { poolId: runner.id, deadAfter: times.deadAfter }).catch(report('worker not noted')),
  );
  const ticks = repeat(minuteMs, () =>
    tickSchedules(db, clock.now()).catch(report('schedules not looked at')),
  );
  const stop = async () => {
    await ticks.stop();
    await stopRunner(runner, times);
    await beats.stop();
    await leave(db, runner.id).catch(report('worker not signed off'));
    await db.destroy();
  };
  return { stop };
}

function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    options: '-c idle_in_transaction_session_timeout=30000 -c lock_timeout=10000 -c statement_timeout=60000',
  });
  // A server that restarts must not end this process; the library connects again.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function runJobs(pool: pg.Pool, plan: WorkerPlan, { log, times }: { log: Log; times: WorkerTimes }) {
  const { Logger, runTaskList } = await import('graphile-worker');
  const tasks = Object.fromEntries(plan.jobs.map((job) => [job.name, toTask(job, log)]));
  const options = {
    concurrency: plan.concurrency,
    noHandleSignals: true,
    pollInterval: times.pollEvery,
    logger: new Logger(toQueueLogger(log)),
    preset: { worker: { gracefulShutdownAbortTimeout: times.grace } },
  };
  // In a box: the library's object is thenable, and awaiting it would wait for its end.
  return { runner: runTaskList(options, tasks, pool) };
}

type Runner = Awaited<ReturnType<typeof runJobs>>['runner'];

// What goes on after its signal was aborted is left to the others: its lock is let go.
async function stopRunner(runner: Runner, { grace }: WorkerTimes) {
  const force = setTimeout(() => {
    Promise.resolve(runner.forcefulShutdown('the process stops')).catch(() => {});
  }, grace + 5_000);
  await Promise.resolve(runner.gracefulShutdown('the process stops')).catch(() => {});
  await runner.promise.catch(() => {});
  clearTimeout(force);
}
