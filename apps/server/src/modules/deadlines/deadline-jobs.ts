import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';
import { type DigestDeps, forgetOldNotices, mailDigests } from './mail-digest.ts';
import { type WatchDeps, watchTerms } from './watch-terms.ts';

const nothing = z.strictObject({});

/** Records what was missed and tells people what is near. */
export const watchTermsJob = defineJob({
  name: 'deadlines.watch-terms',
  schema: nothing,
  attempts: 3,
  run: async (deps: WatchDeps, _payload, { log }) => {
    const { missed, told } = await watchTerms(deps);
    if (missed + told > 0) log.info({ missed, told }, 'terms watched');
  },
});

/** Mails what people have not read. */
export const mailDigestsJob = defineJob({
  name: 'deadlines.mail-digests',
  schema: nothing,
  attempts: 3,
  run: async (deps: DigestDeps, _payload, { log }) => {
    const { sent, failed } = await mailDigests(deps);
    await forgetOldNotices(deps);
    if (sent > 0) log.info({ sent }, 'digests mailed');
    if (failed > 0) log.warn({ failed }, 'digests not taken by the mail server');
  },
});

/** Legal terms are rows: the house looks at them every ten minutes, and mails at the beginning of the day. */
export const deadlineSchedules = [
  defineSchedule('deadlines-watch-terms', watchTermsJob, { payload: {}, everyMinutes: 10 }),
  defineSchedule('deadlines-mail-digests', mailDigestsJob, { payload: {}, atTime: '08:15' }),
];
