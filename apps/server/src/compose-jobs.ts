import type { Product } from './compose.ts';
import type { RunnableJob } from './platform/jobs/define-job.ts';
import type { Schedule } from './platform/jobs/schedules.ts';
import { startWorker } from './platform/jobs/worker.ts';

/** What of the settings the jobs need. */
export type JobSettings = { publicUrl: string };

/** Every job with what it needs, and what comes by itself; `close` ends the helpers that were started for them. */
export function composeJobs(
  _product: Product,
  _settings: JobSettings,
): { jobs: readonly RunnableJob[]; schedules: readonly Schedule[]; close(): Promise<void> } {
  return { jobs: [], schedules: [], close: async () => {} };
}

/** Runs the product's jobs in this process until `stop`. */
export async function startProductWorker(
  product: Product,
  settings: JobSettings & { queueUrl: string; workerJobs: number },
): Promise<{ stop(): Promise<void> }> {
  const { clock, log } = product;
  const { jobs, schedules, close } = composeJobs(product, settings);
  const plan = { jobs, schedules, concurrency: settings.workerJobs };
  const worker = await startWorker({ queueUrl: settings.queueUrl, clock, log }, plan);
  const stop = async () => {
    await worker.stop();
    await close();
  };
  return { stop };
}
