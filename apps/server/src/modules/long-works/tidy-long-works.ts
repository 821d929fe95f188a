import { sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';

const keptDays = 7;

/** Ends works that nobody will run any more, and forgets those that ended a week ago. Safe to repeat. */
export const tidyLongWorks = defineJob({
  name: 'long-works.tidy',
  schema: z.strictObject({}),
  attempts: 1,
  run: async ({ db, clock }: { db: Db; clock: Clock }) => {
    const now = clock.now();
    // Given up after the last attempt, or brought back by a restore that has no queue.
    await sql`
      UPDATE long_works SET state = 'failed', error_code = 'long-work.interrupted', finished_at = ${now}
      WHERE long_works.finished_at IS NULL AND NOT EXISTS (SELECT FROM job_queue
        WHERE job_queue.key = 'long-work ' || long_works.id AND job_queue.state <> 'failed')
    `.execute(db);
    await sql`
      DELETE FROM long_works WHERE long_works.finished_at < ${new Date(now.getTime() - keptDays * 24 * 3600 * 1000)}
    `.execute(db);
  },
});

/** Every ten minutes. */
export const tidyLongWorksSchedule = defineSchedule('long-works.tidy', tidyLongWorks, {
  everyMinutes: 10,
  payload: {},
});
