import { afterAll } from 'vitest';
import type { Product } from '../src/compose.ts';
import { startProductWorker } from '../src/compose-jobs.ts';
import type { TestDatabase } from './test-database.ts';

/** The product's own worker on this test's database; ends with the file's tests. */
export async function aWorker({ workerUrl }: TestDatabase, product: Product): Promise<void> {
  const settings = {
    publicUrl: 'https://valea-mica.example',
    queueUrl: workerUrl,
    workerJobs: 2,
    maxMessageBytes: 64 * 1024 * 1024,
  };
  const worker = await startProductWorker(product, settings);
  afterAll(() => worker.stop());
}
