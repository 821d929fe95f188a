import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { aDatabase } from '../../../test/test-database.ts';
import { openDatabase } from '../db.ts';
import { createLog } from '../log.ts';
import { defineJob } from './define-job.ts';
import { defineSchedule, tickSchedules, writeSchedules } from './schedules.ts';

const { db, workerUrl } = await aDatabase();
const worker = openDatabase(workerUrl, { log: createLog('silent'), connections: 4 });

const job = defineJob({ name: 'test.tick', schema: z.object({}), run: async () => {} });
const nightly = defineSchedule('nightly', job, { atTime: '03:30', payload: {} });
const at = (text: string) => new Date(text);

afterEach(async () => {
  await sql`DELETE FROM graphile_worker._private_jobs`.execute(worker);
  await sql`DELETE FROM schedules`.execute(worker);
});

const nextRun = async () =>
  (await sql<{ next_run_at: Date }>`SELECT next_run_at FROM schedules`.execute(db)).rows.map((row) =>
    row.next_run_at.toISOString(),
  );
const queued = async () => (await sql`SELECT id FROM job_queue`.execute(db)).rows.length;

test.each([
  ['a winter night', '2026-11-20T22:00:00Z', '2026-11-21T01:30:00.000Z'],
  ['the very moment: the next day', '2026-11-21T01:30:00Z', '2026-11-22T01:30:00.000Z'],
  ['a summer night', '2026-07-01T12:00:00Z', '2026-07-02T00:30:00.000Z'],
  ['the night that lacks the hour: an hour later', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
  ['the night that has the hour twice: the second time', '2026-10-24T12:00:00Z', '2026-10-25T01:30:00.000Z'],
  ['and not again after it', '2026-10-25T01:30:00Z', '2026-10-26T01:30:00.000Z'],
])('half past three in Bucharest comes once a night: %s', async (_when, after, expected) => {
  await writeSchedules(worker, [nightly], at(after));
  expect(await nextRun()).toEqual([expected]);
});

test('a weekday is that of Bucharest', async () => {
  const sunday = defineSchedule('weekly', job, { atTime: '00:30', onWeekday: 7, payload: {} });
  await writeSchedules(worker, [sunday], at('2026-11-18T12:00:00Z'));
  expect(await nextRun()).toEqual(['2026-11-21T22:30:00.000Z']);
});

test('what was missed while nothing ran is done once', async () => {
  await writeSchedules(worker, [nightly], at('2026-11-01T12:00:00Z'));
  expect(await tickSchedules(worker, at('2026-11-21T12:00:00Z'))).toEqual(['nightly']);
  expect(await tickSchedules(worker, at('2026-11-21T12:01:00Z'))).toEqual([]);
  expect(await queued()).toBe(1);
  expect(await nextRun()).toEqual(['2026-11-22T01:30:00.000Z']);
});

test('of many ticks at once one does it', async () => {
  await writeSchedules(worker, [nightly], at('2026-11-20T12:00:00Z'));
  const now = at('2026-11-21T01:30:00Z');
  const ticks = await Promise.all(Array.from({ length: 8 }, () => tickSchedules(worker, now)));
  expect(ticks.flat()).toEqual(['nightly']);
  expect(await queued()).toBe(1);
});

test('a restart keeps what is due; another rule counts from now; what the program forgot goes', async () => {
  await writeSchedules(worker, [nightly], at('2026-11-20T12:00:00Z'));
  await writeSchedules(worker, [nightly], at('2026-11-25T12:00:00Z'));
  expect(await nextRun()).toEqual(['2026-11-21T01:30:00.000Z']);
  const often = defineSchedule('nightly', job, { everyMinutes: 10, payload: {} });
  await writeSchedules(worker, [often], at('2026-11-25T12:03:00Z'));
  expect(await nextRun()).toEqual(['2026-11-25T12:10:00.000Z']);
  await writeSchedules(worker, [], at('2026-11-25T12:03:00Z'));
  expect(await nextRun()).toEqual([]);
});
