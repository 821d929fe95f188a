import type { z } from 'zod';
import type { Tx } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';

/** A run under way, as its kind sees it. */
export type RunningWork = {
  readonly id: string;
  readonly accountId: string;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
  /**
   * Says how far it is; written at most twice a second. Throws when the person gave it up, when the process stops, and
   * when another worker has taken it over: let it through.
   */
  progress(stage: string, done: number, total: number | null): Promise<void>;
};

/** What a work leaves: a file in the store under its hash, if any, and what it holds, counted. */
export type LongWorkOutcome = {
  readonly file: { sha256: string; size: number; name: string; mediaType: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  /** Written in the transaction that ends the work, so exactly once: its event. */
  finish?(tx: Tx): Promise<void>;
};

/**
 * A kind of work that a person asks for and need not wait for. `params` hold codes, days and numbers only. `run` may be
 * repeated after a crash: what it changes outside its file it changes in `finish`.
 */
export type LongWorkKind<Params, Deps> = {
  /** `<module>.<verb-noun>`; stored, so it never changes. */
  readonly name: string;
  readonly schema: z.ZodType<Params>;
  run(deps: Deps, params: Params, work: RunningWork): Promise<LongWorkOutcome>;
  /** Whether its owner may still have the file: rights end, too. Always when absent. */
  mayOpen?(deps: Deps, actor: Actor, params: Params): Promise<boolean>;
};

/** Names a kind; the types follow from `schema` and `run`. */
export const defineLongWork = <Params, Deps>(kind: LongWorkKind<Params, Deps>): LongWorkKind<Params, Deps> =>
  kind;

/** A kind with what it needs at hand. */
export type BoundLongWork = {
  readonly name: string;
  run(params: unknown, work: RunningWork): Promise<LongWorkOutcome>;
  mayOpen(actor: Actor, params: unknown): Promise<boolean>;
};

/** Hands a kind what it needs; for the composition. */
export const bindLongWork = <Params, Deps>(kind: LongWorkKind<Params, Deps>, deps: Deps): BoundLongWork => ({
  name: kind.name,
  run: (params, work) => kind.run(deps, kind.schema.parse(params), work),
  mayOpen: async (actor, params) => kind.mayOpen?.(deps, actor, kind.schema.parse(params)) ?? true,
});
