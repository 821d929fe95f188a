import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { defaultAttempts, type JobDefinition } from './define-job.ts';

/** How often: every so many minutes, or at a civil hour in Europe/Bucharest (`03:30`), daily or on one weekday (1 is Monday). */
export type ScheduleRule =
  | { readonly everyMinutes: number }
  | { readonly atTime: string; readonly onWeekday?: 1 | 2 | 3 | 4 | 5 | 6 | 7 };

/** A job that the house starts by itself. */
export type Schedule = {
  readonly name: string;
  readonly jobName: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly rule: ScheduleRule;
};

/** Says when a job runs by itself; `name` is its key in the table `schedules`. */
export const defineSchedule = <Payload>(
  name: string,
  job: JobDefinition<Payload, never>,
  { payload, ...rule }: ScheduleRule & { payload: Payload },
): Schedule => ({
  name,
  jobName: job.name,
  payload: job.schema.parse(payload),
  attempts: job.attempts ?? defaultAttempts,
  rule,
});

/** Writes down what the program says; a rule that changed counts from now. Schedules that it no longer knows go. */
export async function writeSchedules(db: Db, schedules: readonly Schedule[], now: Date): Promise<void> {
  for (const schedule of schedules) await writeSchedule(db, schedule, now);
  const names = schedules.map(({ name }) => name);
  await sql`DELETE FROM schedules WHERE NOT (schedules.name = ANY (${names}::text[]))`.execute(db);
}

async function writeSchedule(db: Db, { name, jobName, payload, attempts, rule }: Schedule, now: Date) {
  const minutes = 'everyMinutes' in rule ? rule.everyMinutes : null;
  const [time, weekday] = 'atTime' in rule ? [rule.atTime, rule.onWeekday ?? null] : [null, null];
  const next = sql`next_occurrence(${minutes}::int, ${time}::time, ${weekday}::int, ${now})`;
  await sql`
    INSERT INTO schedules (name, job_name, payload, attempts, every_minutes, at_time, on_weekday, next_run_at)
    VALUES (${name}, ${jobName}, ${JSON.stringify(payload)}, ${attempts}, ${minutes}, ${time}, ${weekday}, ${next})
    ON CONFLICT (name) DO UPDATE SET job_name = excluded.job_name, payload = excluded.payload, attempts = excluded.attempts,
      every_minutes = excluded.every_minutes, at_time = excluded.at_time, on_weekday = excluded.on_weekday,
      next_run_at = CASE WHEN (schedules.every_minutes, schedules.at_time, schedules.on_weekday)
          IS DISTINCT FROM (excluded.every_minutes, excluded.at_time, excluded.on_weekday)
        THEN excluded.next_run_at ELSE schedules.next_run_at END
  `.execute(db);
}

/**
 * Puts in the queue whatever has come due, and says when it comes due next: one statement, so that of many processes
 * one does it. What was missed while nothing ran is done once. Returns the names.
 */
export async function tickSchedules(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    WITH due AS (
      SELECT schedules.name FROM schedules WHERE schedules.next_run_at <= ${now} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE schedules SET last_run_at = ${now},
        next_run_at = next_occurrence(schedules.every_minutes, schedules.at_time, schedules.on_weekday, ${now})
      FROM due WHERE schedules.name = due.name
      RETURNING schedules.name, schedules.job_name, schedules.payload, schedules.attempts
    ), queued AS (
      SELECT enqueue_jobs(coalesce(jsonb_agg(jsonb_build_object(
        'name', moved.job_name, 'payload', moved.payload, 'attempts', moved.attempts,
        'key', 'schedule ' || moved.name)), '[]')) AS jobs
      FROM moved
    )
    SELECT moved.name FROM moved, queued
  `.execute(db);
  return rows.map(({ name }) => name);
}
