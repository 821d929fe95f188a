import { z } from 'zod';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';
import { drillRestore } from './drill-restore.ts';
import type { OperationsDeps } from './house.ts';
import { makeCopies } from './make-copies.ts';
import { findLastRuns } from './run-store.ts';

const Nothing = z.strictObject({});

/** The night's copies. Without an archive there is nothing to do: the system page says so. */
export const makeCopiesJob = defineJob({
  name: 'operations.make-copies',
  schema: Nothing,
  attempts: 3,
  run: async (deps: OperationsDeps) => {
    if (deps.house.archiveDir !== undefined) await makeCopies(deps);
  },
});

/** The month's restore drill: asked every Sunday, done on the first of a month. */
export const drillRestoreJob = defineJob({
  name: 'operations.drill-restore',
  schema: Nothing,
  attempts: 2,
  run: async (deps: OperationsDeps) => {
    if (deps.house.archiveDir === undefined || (await wasDrilledThisMonth(deps))) return;
    await drillRestore(deps);
  },
});

async function wasDrilledThisMonth({
  db,
  clock,
}: {
  db: OperationsDeps['db'];
  clock: Clock;
}): Promise<boolean> {
  const { lastDone } = await findLastRuns(db, 'restore-drill');
  const monthOf = (moment: Date) => toLegalTime(moment).date.slice(0, 7);
  return lastDone !== undefined && monthOf(lastDone.startedAt) === monthOf(clock.now());
}

/** When the house looks after itself: before anybody comes, after the day was sealed. */
export const operationsSchedules = [
  defineSchedule('make-copies', makeCopiesJob, { payload: {}, atTime: '02:30' }),
  defineSchedule('drill-restore', drillRestoreJob, { payload: {}, atTime: '03:30', onWeekday: 7 }),
];
