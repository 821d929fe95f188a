import { sql } from 'kysely';
import type { Db, Tx } from '../db.ts';
import { defaultAttempts, type JobDefinition } from './define-job.ts';

/** When and how a job runs. */
export type EnqueueOptions = {
  /** Not before; at once when absent. */
  runAt?: Date;
  /** One waiting job a key: the same key again replaces what still waits; what runs already gets a successor. */
  key?: string;
  /** Lower runs first; 0 when absent. */
  priority?: number;
};

/** What the queue has to know of a job: not what it does. */
export type NamedJob<Payload> = Omit<JobDefinition<Payload, never>, 'run'>;

/** Puts a job in the queue, in the caller's transaction: it runs when that commits, and never when it does not. */
export const enqueue = <Payload>(
  tx: Db | Tx,
  job: NamedJob<Payload>,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<void> => enqueueMany(tx, job, [{ payload, ...options }]);

/** The same for many at once, in one statement. Keys among them must differ. */
export async function enqueueMany<Payload>(
  tx: Db | Tx,
  job: NamedJob<Payload>,
  items: readonly (EnqueueOptions & { payload: Payload })[],
): Promise<void> {
  const attempts = job.attempts ?? defaultAttempts;
  const jobs = items.map(({ payload, ...options }) => ({
    name: job.name,
    payload: job.schema.parse(payload),
    attempts,
    ...options,
  }));
  await sql`SELECT enqueue_jobs(${JSON.stringify(jobs)}::jsonb)`.execute(tx);
}
