import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { aDatabase } from '../../../test/test-database.ts';
import { systemClock } from '../clock.ts';
import { openDatabase } from '../db.ts';
import { createLog } from '../log.ts';
import { bindJob, defineJob, type JobContext } from './define-job.ts';
import { enqueue, enqueueMany } from './enqueue.ts';
import { startWorker } from './worker.ts';

const { db, workerUrl } = await aDatabase();
const log = createLog('silent');
const worker = openDatabase(workerUrl, { log, connections: 1 });

type Run = (n: number, context: JobContext) => Promise<void>;
const count = defineJob({
  name: 'test.count',
  schema: z.object({ n: z.number() }),
  attempts: 2,
  run: (run: Run, { n }, context) => run(n, context),
});

// Polling so seldom that only NOTIFY can have brought a job.
const times = { beatEvery: 50, deadAfter: 400, pollEvery: 60_000, grace: 200 };
let seen: number[] = [];
const note: Run = async (n) => void seen.push(n);
const stops: (() => Promise<void>)[] = [];

beforeEach(() => {
  seen = [];
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await sql`SELECT drop_failed_job(id) FROM job_queue`.execute(db);
});

async function work(run: Run = note, pace = times) {
  const plan = { jobs: [bindJob(count, run)], schedules: [], concurrency: 2 };
  const { stop } = await startWorker({ queueUrl: workerUrl, clock: systemClock, log }, plan, pace);
  stops.push(stop);
  return stop;
}

const queue = async () =>
  (
    await sql<{ state: string; attempts: number; last_error: string | null; id: number }>`
    SELECT id, state, attempts, last_error FROM job_queue ORDER BY id`.execute(db)
  ).rows;

test('a job runs when its transaction commits, once, and leaves nothing behind', async () => {
  await work();
  await db.transaction().execute((tx) =>
    enqueueMany(
      tx,
      count,
      [1, 2, 3].map((n) => ({ payload: { n } })),
    ),
  );
  await vi.waitFor(() => expect(seen.toSorted()).toEqual([1, 2, 3]));
  await vi.waitFor(async () => expect(await queue()).toEqual([]));
});

test('what is rolled back never runs', async () => {
  const broken = db.transaction().execute(async (tx) => {
    await enqueue(tx, count, { n: 1 });
    throw new Error('rolled back');
  });
  await expect(broken).rejects.toThrow('rolled back');
  await enqueue(db, count, { n: 2 });
  await work();
  await vi.waitFor(() => expect(seen).toEqual([2]));
});

test('the same key twice waits as one job, the later one', async () => {
  await enqueue(db, count, { n: 1 }, { key: 'one' });
  await enqueue(db, count, { n: 2 }, { key: 'one' });
  await work();
  await vi.waitFor(() => expect(seen).toEqual([2]));
  await vi.waitFor(async () => expect(await queue()).toEqual([]));
});

test('a job that fails waits for its next attempt', async () => {
  await work(() => Promise.reject(new Error('the printer is out')));
  await enqueue(db, count, { n: 1 });
  await vi.waitFor(async () =>
    expect(await queue()).toMatchObject([
      { state: 'waiting', attempts: 1, last_error: 'the printer is out' },
    ]),
  );
  const { rows } = await sql<{ later: boolean }>`
    SELECT run_at > now() AS later FROM job_queue`.execute(db);
  expect(rows).toEqual([{ later: true }]);
  await sql`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`.execute(worker);
});

test('a job that fails for ever is kept and shown, and runs when it is asked again', async () => {
  await enqueue(db, { ...count, attempts: 1 }, { n: 7 });
  const stop = await work(() => Promise.reject(new Error('no')));
  await vi.waitFor(async () => expect(await queue()).toMatchObject([{ state: 'failed' }]));
  await stop();
  stops.splice(0);
  await work();
  const [failed] = await queue();
  await sql`SELECT retry_failed_job(${failed?.id ?? 0})`.execute(db);
  await enqueue(db, count, { n: 8 });
  await vi.waitFor(() => expect(seen.toSorted()).toEqual([7, 8]));
});

test('a payload that does not fit is refused before it waits', async () => {
  await expect(enqueue(db, count, { n: 'one' } as never)).rejects.toThrow();
  expect(await queue()).toEqual([]);
});

test('the application may not touch the queue, nor the worker the registry', async () => {
  for (const statement of [
    sql`SELECT * FROM graphile_worker._private_jobs`,
    sql`DELETE FROM graphile_worker._private_jobs`,
    sql`SELECT graphile_worker.add_job('test.count')`,
    sql`INSERT INTO schedules DEFAULT VALUES`,
  ])
    await expect(statement.execute(db)).rejects.toThrow(/permission denied/);
  for (const statement of [sql`SELECT * FROM entries`, sql`SELECT * FROM ledger_values`])
    await expect(statement.execute(worker)).rejects.toThrow(/permission denied/);
});

test('a worker that is killed in the middle of a job has it taken up by another', async () => {
  await enqueue(db, count, { n: 5 });
  const script = join(import.meta.dirname, '..', '..', '..', 'test', 'a-hanging-worker.ts');
  const doomed = spawn(process.execPath, [script, workerUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(doomed.stdout, 'data');
  expect(String(line)).toBe('began 5\n');
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  expect(await queue()).toMatchObject([{ state: 'running', attempts: 1 }]);
  await work(note, { ...times, pollEvery: 100 });
  await vi.waitFor(() => expect(seen).toEqual([5]), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await queue()).toEqual([]));
});

test('a stop waits for what runs, and hands over what does not end', async () => {
  const stop = await work(
    (_n, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  );
  await enqueue(db, count, { n: 9 });
  await vi.waitFor(async () => expect(await queue()).toMatchObject([{ state: 'running' }]));
  await stop();
  stops.splice(0);
  expect(await queue()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  const { rows } = await sql`SELECT pool_id FROM job_workers WHERE pid = ${process.pid}`.execute(db);
  expect(rows).toEqual([]);
});
