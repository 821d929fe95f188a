import { AppError } from '@opis/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { defineJob, type JobContext } from '../../platform/jobs/define-job.ts';
import type { BoundLongWork, LongWorkOutcome, RunningWork } from './long-work.ts';
import {
  endCancelled,
  endWork,
  failWork,
  type HeldWork,
  noteProgress,
  returnWork,
  takeWork,
} from './long-work-store.ts';

/** What a worker needs to run works of every kind. */
export type RunLongWorkDeps = { db: Db; clock: Clock; kinds: readonly BoundLongWork[] };

/** How long a result may be fetched. The bytes are swept a day after they were written: never longer than that. */
export const resultHours = 24;

const noteEveryMs = 500;

/** The run's person gave it up, or another run holds the work: nothing more is to be done, and nothing failed. */
class RunEnded extends Error {}

/** The job behind every long work. A run that was thought dead and comes back writes nothing: its number is not the last. */
export const runLongWork = defineJob({
  name: 'long-works.run',
  schema: z.strictObject({ workId: z.uuid() }),
  attempts: 3,
  run: async (deps: RunLongWorkDeps, { workId }, context) => {
    const work = await takeWork(deps.db, workId, deps.clock.now());
    if (work === undefined) return endCancelled(deps.db, workId, deps.clock.now());
    try {
      await end(deps, work, await runKind(deps, work, context));
    } catch (error) {
      if (error instanceof RunEnded) await endCancelled(deps.db, work.id, deps.clock.now());
      else await settleFailure(deps, work, { error, context });
    }
  },
});

function runKind(deps: RunLongWorkDeps, work: HeldWork, { signal }: JobContext): Promise<LongWorkOutcome> {
  const kind = deps.kinds.find(({ name }) => name === work.kind);
  if (kind === undefined) throw new Error(`no program for works of the kind ${work.kind}`);
  const running: RunningWork = {
    id: work.id,
    accountId: work.account_id,
    signal,
    progress: noter(deps, work, signal),
  };
  return kind.run(work.params, running);
}

function noter({ db, clock }: RunLongWorkDeps, work: HeldWork, signal: AbortSignal): RunningWork['progress'] {
  let noted: { stage: string; at: number } | undefined;
  return async (stage, done, total) => {
    signal.throwIfAborted();
    const at = clock.now().getTime();
    if (noted?.stage === stage && at - noted.at < noteEveryMs && done !== total) return;
    noted = { stage, at };
    if ((await noteProgress(db, work, { stage, done, total })) !== 'held') throw new RunEnded();
  };
}

async function end({ db, clock }: RunLongWorkDeps, work: HeldWork, outcome: LongWorkOutcome) {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + resultHours * 3600 * 1000);
  await db.transaction().execute(async (tx) => {
    if (!(await endWork(tx, work, { ...outcome, now, expiresAt }))) throw new RunEnded();
    await outcome.finish?.(tx);
  });
}

// What was refused will be refused again: only what broke is tried again.
async function settleFailure(
  { db, clock }: RunLongWorkDeps,
  work: HeldWork,
  { error, context }: { error: unknown; context: JobContext },
) {
  const now = clock.now();
  if (error instanceof AppError && error.family !== 'dependency')
    return failWork(db, work, { code: error.code, now });
  if (!context.isLastAttempt) await returnWork(db, work);
  else
    await failWork(db, work, { code: error instanceof AppError ? error.code : 'internal.unexpected', now });
  throw error;
}
