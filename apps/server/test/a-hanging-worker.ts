// A worker in a process of its own, whose one job says that it began and never ends: for tests that kill it.
import { z } from 'zod';
import { systemClock } from '../src/platform/clock.ts';
import { bindJob, defineJob } from '../src/platform/jobs/define-job.ts';
import { startWorker } from '../src/platform/jobs/worker.ts';
import { createLog } from '../src/platform/log.ts';

const hang = defineJob({
  name: 'test.count',
  schema: z.object({ n: z.number() }),
  run: async (say: (line: string) => void, { n }) => {
    say(`began ${n}\n`);
    await new Promise(() => {});
  },
});

await startWorker(
  { queueUrl: process.argv[2] ?? '', clock: systemClock, log: createLog('silent') },
  { jobs: [bindJob(hang, (line) => process.stdout.write(line))], schedules: [], concurrency: 1 },
  { beatEvery: 50, deadAfter: 60_000, pollEvery: 100, grace: 100 },
);
