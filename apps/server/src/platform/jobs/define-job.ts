import type { z } from 'zod';
import type { Log } from '../log.ts';

/** What a run is told besides its payload. */
export type JobContext = {
  /** 1 the first time; a worker that was killed counts as an attempt. */
  readonly attempt: number;
  /** True when a failure now is final: the job is kept as failed and shown. */
  readonly isLastAttempt: boolean;
  /** Aborted when the process stops and the run has had its grace: throw, and another worker takes it up. */
  readonly signal: AbortSignal;
  readonly log: Log;
};

/**
 * A side effect that runs after the commit, in a worker, at least once: `run` must be safe to repeat. The payload holds
 * ids and codes, never a name or a text of a person. A failure is tried again after e^attempt seconds.
 */
export type JobDefinition<Payload, Deps> = {
  /** `<module>.<verb-noun>`; stored beside waiting jobs, so it never changes. */
  readonly name: string;
  readonly schema: z.ZodType<Payload>;
  /** How often it is tried in all. */
  readonly attempts?: number;
  run(deps: Deps, payload: Payload, context: JobContext): Promise<void>;
};

/** With the back-off, half an hour from the first try to the last. */
export const defaultAttempts = 8;

/** Names a job; the types of its payload and of what it needs follow from `schema` and `run`. */
export const defineJob = <Payload, Deps>(
  definition: JobDefinition<Payload, Deps>,
): JobDefinition<Payload, Deps> => definition;

/** A job with what it needs at hand, as a worker runs it. */
export type RunnableJob = {
  readonly name: string;
  run(payload: unknown, context: JobContext): Promise<void>;
};

/** Hands a job what it needs; for `compose.ts`. A payload that does not fit its schema fails the attempt. */
export const bindJob = <Payload, Deps>(job: JobDefinition<Payload, Deps>, deps: Deps): RunnableJob => ({
  name: job.name,
  run: (payload, context) => job.run(deps, job.schema.parse(payload), context),
});
