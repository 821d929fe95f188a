import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aMailWorld } from '../../../test/a-mail-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createLog } from '../../platform/log.ts';
import { lookAfterMessages } from './index.ts';

const database = await aDatabase();
const { aQueuedMessage, clock, deps, peer, read, run } = await aMailWorld(database);

const lookAfter = () =>
  lookAfterMessages.run(
    deps,
    {},
    { attempt: 1, isLastAttempt: false, signal: new AbortController().signal, log: createLog('silent') },
  );

/** A message whose process died after the last bytes were given out. */
async function aDeadOne() {
  const { id } = await aQueuedMessage();
  const dying: typeof deps = {
    ...deps,
    async deliver(_mail, { beforeLastBytes }) {
      await beforeLastBytes();
      throw new Error('the process is dead');
    },
  };
  await expect(run(id, { deps: dying })).rejects.toThrow('the process is dead');
  expect((await read(id)).state).toBe('sending');
  return id;
}

const jobsOf = async (id: string) =>
  (
    await sql<{ state: string; run_at: Date }>`SELECT job_queue.state, job_queue.run_at FROM job_queue
      WHERE job_queue.key = ${`outgoing ${id}`}`.execute(database.owner)
  ).rows;
const loseJobsOf = (id: string) =>
  sql`DELETE FROM graphile_worker._private_jobs AS jobs WHERE jobs.key = ${`outgoing ${id}`}`.execute(
    database.owner,
  );

test('a message that was being sent when its process died is uncertain after twenty minutes, and never sent again', async () => {
  const id = await aDeadOne();
  const before = peer.taken.length;
  clock.forward(19);
  await lookAfter();
  expect((await read(id)).state).toBe('sending');
  clock.forward(2);
  await lookAfter();
  expect(await read(id)).toMatchObject({
    state: 'uncertain',
    trouble: 'process-ended',
    actions: ['decide'],
    tries: [{ outcome: 'uncertain' }],
  });
  const { rows } = await sql<{ kind: string }>`
    SELECT notices.kind FROM notices WHERE notices.subject_id = ${id}`.execute(database.db);
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['mail-uncertain']));
  await lookAfter();
  await run(id, { attempt: 2 });
  expect((await read(id)).state).toBe('uncertain');
  expect(peer.taken).toHaveLength(before);
});

test.each([
  ['one that waits', null],
  ['one held for an hour that has come', 60],
])('%s and whose job is lost is queued again ten minutes after its turn, once', async (_what, minutes) => {
  const notBefore = minutes === null ? null : new Date(clock.now().getTime() + minutes * 60_000);
  const { id } = await aQueuedMessage({ notBefore });
  await loseJobsOf(id);
  clock.forward((minutes ?? 0) + 9);
  await lookAfter();
  expect(await jobsOf(id)).toEqual([]);
  clock.forward(2);
  await lookAfter();
  await lookAfter();
  expect(await jobsOf(id)).toMatchObject([{ state: 'waiting', run_at: expect.any(Date) }]);
  await run(id);
  expect((await read(id)).state).toBe('accepted');
});

test('what is settled is left alone, and what was counted two days ago is forgotten', async () => {
  const { id } = await aQueuedMessage();
  await run(id);
  await loseJobsOf(id);
  const rates = async () =>
    (await sql<{ count: number }>`SELECT count(*)::int AS count FROM outgoing_rates`.execute(database.db))
      .rows[0]?.count;
  expect(await rates()).toBeGreaterThan(0);
  clock.forward(47 * 60);
  await lookAfter();
  expect(await rates()).toBeGreaterThan(0);
  clock.forward(3 * 60);
  await lookAfter();
  expect(await rates()).toBe(0);
  expect(await jobsOf(id)).toEqual([]);
  expect((await read(id)).state).toBe('accepted');
});
