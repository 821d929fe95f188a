import { z } from 'zod';
import { Id } from '../ids.ts';
import { Instant } from './fields.ts';

export const LongWorkState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type LongWorkState = z.infer<typeof LongWorkState>;

/**
 * A work in the background, its owner's own. `kind`, `label` and `stage` are words and values of the catalogue;
 * `done` of `total` counts what the stage counts, `total` is null while nobody knows. `file` goes when it expires.
 */
export const LongWork = z.object({
  id: Id,
  kind: z.string(),
  label: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  state: LongWorkState,
  stage: z.string().nullable(),
  done: z.number().int(),
  total: z.number().int().nullable(),
  cancelRequested: z.boolean(),
  /** A code of the catalogue of errors; only of a failed work. */
  errorCode: z.string().nullable(),
  /** The Romanian sentence of that code. */
  errorText: z.string().nullable(),
  /** What the result holds: rows, annulled, volumes. */
  counts: z.record(z.string(), z.number()),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  file: z
    .object({ name: z.string(), size: z.number().int(), mediaType: z.string(), expiresAt: Instant })
    .nullable(),
});
export type LongWork = z.infer<typeof LongWork>;

/** Newest first, of the last week. */
export const LongWorks = z.object({ items: z.array(LongWork) });
export type LongWorks = z.infer<typeof LongWorks>;
