import { z } from 'zod';
import { RequestId } from '../ids.ts';
import { Instant } from './fields.ts';

/**
 * What the closing record of a year's book says, or would say: REG-05. `hash` is that of the last record before it (for
 * a closed book, of the closing record too), `unsolved` rows have no answer in columns 9 to 11 and get none any more.
 */
export const BookClosing = z.object({
  register: z.object({ code: z.string(), name: z.string() }),
  year: z.number().int(),
  /** `running`: the year is not over; `open`: it may be closed; `closed`: it was. */
  state: z.enum(['running', 'open', 'closed']),
  first: z.number().int(),
  last: z.number().int(),
  count: z.number().int(),
  annulled: z.array(z.object({ number: z.number().int(), reason: z.string() })),
  /** Numbers that are missing; none, unless somebody changed the database. */
  gaps: z.array(z.number().int()),
  unsolved: z.number().int(),
  unclassified: z.number().int(),
  hash: z.string(),
  closed: z.object({ at: Instant, by: z.string(), hash: z.string() }).nullable(),
  /** Whether the person who asks may close it. */
  mayClose: z.boolean(),
});
export type BookClosing = z.infer<typeof BookClosing>;

/** `hash` is that of the proposal that the person has read: a book that moved since is a conflict. */
export const CloseBookRequest = z.strictObject({
  requestId: RequestId,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The person has seen that some rows have no answer and will have none. */
  confirmUnsolved: z.boolean().default(false),
});
export type CloseBookRequest = z.infer<typeof CloseBookRequest>;
