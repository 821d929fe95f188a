import { createHash } from 'node:crypto';
import { AppError, type SavedReport } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { defineJob } from '../../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../../platform/jobs/schedules.ts';
import { beginLongWork } from '../../long-works/index.ts';
import { exportWorksReport } from '../print/export-works-report.ts';
import { toLabel } from '../print/request-works-report.ts';
import { nextDay, periodBefore } from './rhythm.ts';

type Due = Pick<SavedReport, 'id' | 'request' | 'format'> & {
  rhythm: NonNullable<SavedReport['rhythm']>;
  accountId: string;
  username: string;
  nextOn: string;
};

/**
 * Puts in line the reports whose day has come, each of the period that ended before it; what was missed while nothing
 * ran is made once, of the last period. Safe to repeat: report and day are the request.
 */
export const makeDueReports = defineJob({
  name: 'reporting.make-due-reports',
  schema: z.strictObject({}),
  run: async ({ db, clock }: { db: Db; clock: Clock }) => {
    const now = clock.now();
    const today = toLegalTime(now).date;
    await db.transaction().execute(async (tx) => {
      for (const due of await lockDue(tx, today)) await makeOne(tx, due, { today, now });
    });
  },
});

/** Before anybody comes to work. */
export const reportingSchedules = [
  defineSchedule('reporting.make-due-reports', makeDueReports, { atTime: '05:10', payload: {} }),
];

async function lockDue(tx: Tx, today: string): Promise<Due[]> {
  const { rows } = await sql<Due>`
    SELECT saved_reports.id, saved_reports.request, saved_reports.format, saved_reports.rhythm,
      saved_reports.account_id AS "accountId", accounts.username, saved_reports.next_on AS "nextOn"
    FROM saved_reports JOIN accounts ON accounts.id = saved_reports.account_id
    WHERE saved_reports.next_on <= ${today}::date AND saved_reports.removed_at IS NULL AND accounts.active
    ORDER BY saved_reports.id FOR UPDATE OF saved_reports SKIP LOCKED
  `.execute(tx);
  return rows;
}

async function makeOne(tx: Tx, due: Due, { today, now }: { today: string; now: Date }) {
  const request = {
    ...due.request,
    question: { ...due.request.question, ...periodBefore(due.rhythm, today) },
  };
  await beginLongWork(tx, exportWorksReport, {
    accountId: due.accountId,
    requestId: requestIdOf(due),
    params: { username: due.username, request, format: due.format, saved: due.id },
    label: toLabel(request, due.format),
    at: now,
  });
  await sql`
    UPDATE saved_reports SET next_on = ${nextDay(due.rhythm, today)}, last_made_at = ${now}
    WHERE saved_reports.id = ${due.id}
  `.execute(tx);
}

// The same report on the same day is the same work, whoever starts it.
function requestIdOf({ id, nextOn }: Due): string {
  const hex = createHash('sha256').update(`${id} ${nextOn}`).digest('hex');
  const found = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(hex);
  if (found === null) throw new AppError('dependency', 'internal.unavailable');
  return `${found[1]}-${found[2]}-8${found[3]}-8${found[4]}-${found[5]}`;
}
