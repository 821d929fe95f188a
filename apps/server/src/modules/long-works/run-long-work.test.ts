import { randomUUID } from 'node:crypto';
import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { anActor, aRegistry } from '../../../test/a-registry.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { systemClock } from '../../platform/clock.ts';
import type { JobContext } from '../../platform/jobs/define-job.ts';
import { createLog } from '../../platform/log.ts';
import { beginLongWork } from './begin-long-work.ts';
import { cancelLongWork } from './cancel-long-work.ts';
import { bindLongWork, defineLongWork, type LongWorkOutcome, type RunningWork } from './long-work.ts';
import { getLongWork } from './long-work-views.ts';
import { runLongWork } from './run-long-work.ts';
import { tidyLongWorks } from './tidy-long-works.ts';

const database = await aDatabase();
const { db } = database;
await aRegistry(database);
const owner = await anActor(database);

type Work = (work: RunningWork) => Promise<LongWorkOutcome>;
const nothing: LongWorkOutcome = { file: null, counts: { rows: 1 } };
const kind = defineLongWork({
  name: 'test.work',
  schema: z.object({}),
  run: (behaviour: { do: Work }, _params, work) => behaviour.do(work),
});
const behaviour: { do: Work } = { do: async () => nothing };
const deps = { db, clock: systemClock, kinds: [bindLongWork(kind, behaviour)] };

beforeEach(async () => {
  behaviour.do = async () => nothing;
  await sql`DELETE FROM long_works`.execute(db);
  await sql`DELETE FROM graphile_worker._private_jobs`.execute(database.owner);
});

const begin = (requestId = randomUUID()) =>
  db.transaction().execute((tx) =>
    beginLongWork(tx, kind, {
      accountId: owner.accountId,
      requestId,
      params: {},
      label: { name: 'x' },
      at: new Date(),
    }),
  );
const context = (changes: Partial<JobContext> = {}): JobContext => ({
  attempt: 1,
  isLastAttempt: false,
  signal: new AbortController().signal,
  log: createLog('silent'),
  ...changes,
});
const run = (workId: string, changes: Partial<JobContext> = {}) =>
  runLongWork.run(deps, { workId }, context(changes));
const find = async (id: string) =>
  (await getLongWork(db, { accountId: owner.accountId, id, now: new Date() })).work;

test('a run tells how far it is, and ends with what it counted', async () => {
  const id = await begin();
  let shown: unknown;
  behaviour.do = async (work) => {
    await work.progress('reading', 3, 10);
    shown = await find(id);
    return nothing;
  };
  await run(id);
  expect(shown).toMatchObject({ state: 'running', stage: 'reading', done: 3, total: 10 });
  expect(await find(id)).toMatchObject({ state: 'done', counts: { rows: 1 }, errorCode: null });
});

test('a run that was thought dead and comes back changes nothing: the work belongs to the later one', async () => {
  const id = await begin();
  const finished: string[] = [];
  const { promise: later, resolve: letEarlierGoOn } = Promise.withResolvers<void>();
  const { promise: begun, resolve: sayBegun } = Promise.withResolvers<void>();
  const outcome = (name: string): LongWorkOutcome => ({
    ...nothing,
    finish: async () => void finished.push(name),
  });
  behaviour.do = async () => {
    sayBegun();
    await later;
    return outcome('earlier');
  };
  const earlier = run(id);
  await begun;
  behaviour.do = async () => outcome('later');
  await run(id);
  letEarlierGoOn();
  await earlier;
  expect(finished).toEqual(['later']);
  expect(await find(id)).toMatchObject({ state: 'done' });
});

test('what is given up while it waits never begins', async () => {
  const id = await begin();
  await cancelLongWork(deps, owner, id);
  behaviour.do = () => Promise.reject(new Error('it ran'));
  await run(id);
  expect(await find(id)).toMatchObject({ state: 'cancelled' });
});

test('what is given up while it runs stops at its next step and leaves nothing', async () => {
  const id = await begin();
  behaviour.do = async (work) => {
    await cancelLongWork(deps, owner, id);
    await work.progress('writing', 1, 2);
    throw new Error('it went on');
  };
  await run(id);
  expect(await find(id)).toMatchObject({ state: 'cancelled', cancelRequested: true, file: null });
});

test('giving up what is over changes nothing; what is somebody else’s is not there', async () => {
  const id = await begin();
  await run(id);
  await cancelLongWork(deps, owner, id);
  expect(await find(id)).toMatchObject({ state: 'done', cancelRequested: false });
  const other = await anActor(database);
  await expect(cancelLongWork(deps, other, id)).rejects.toMatchObject({ code: 'long-work.not-found' });
});

test('what was refused fails at once with its reason; what broke is tried again, then fails', async () => {
  const refused = await begin();
  behaviour.do = () => Promise.reject(new AppError('conflict', 'export.nothing'));
  await run(refused);
  expect(await find(refused)).toMatchObject({ state: 'failed', errorCode: 'export.nothing' });
  expect((await find(refused)).errorText).toContain('niciun rând');
  const broken = await begin();
  behaviour.do = () => Promise.reject(new Error('the disk went away'));
  await expect(run(broken)).rejects.toThrow('the disk went away');
  expect(await find(broken)).toMatchObject({ state: 'waiting' });
  await expect(run(broken, { isLastAttempt: true })).rejects.toThrow();
  expect(await find(broken)).toMatchObject({ state: 'failed', errorCode: 'internal.unexpected' });
});

test('a process that stops puts its work back in line', async () => {
  const id = await begin();
  const stop = new AbortController();
  behaviour.do = async (work) => {
    stop.abort();
    await work.progress('reading', 1, 2);
    return nothing;
  };
  await expect(run(id, { signal: stop.signal })).rejects.toThrow();
  expect(await find(id)).toMatchObject({ state: 'waiting' });
});

test('a work that nobody will run any more is said to have been interrupted; a week later it is forgotten', async () => {
  const waiting = await begin();
  const orphan = await begin();
  await sql`DELETE FROM graphile_worker._private_jobs WHERE key = ${`long-work ${orphan}`}`.execute(
    database.owner,
  );
  await tidyLongWorks.run(deps, {}, context());
  expect(await find(waiting)).toMatchObject({ state: 'waiting' });
  expect(await find(orphan)).toMatchObject({ state: 'failed', errorCode: 'long-work.interrupted' });
  const later = { now: () => new Date(Date.now() + 8 * 24 * 3600 * 1000) };
  await tidyLongWorks.run({ db, clock: later }, {}, context());
  await expect(find(orphan)).rejects.toMatchObject({ code: 'long-work.not-found' });
  expect(await find(waiting)).toMatchObject({ state: 'waiting' });
});
