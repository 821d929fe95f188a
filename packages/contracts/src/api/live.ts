import { z } from 'zod';
import { Id } from '../ids.ts';
import { Code } from './fields.ts';

/**
 * One kind of thing that changed: `case-files` (`id`: which one, null for more than one), `entries` of a `register`,
 * `substitutions`, the caller's own `notices`, and `rights`: the caller's own, so that the session is to be read again.
 */
export const LiveNotice = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('case-files'), id: Id.nullable() }),
  z.object({ topic: z.literal('entries'), register: Code }),
  z.object({ topic: z.literal('substitutions') }),
  z.object({ topic: z.literal('notices') }),
  z.object({ topic: z.literal('rights') }),
]);
export type LiveNotice = z.infer<typeof LiveNotice>;

/**
 * What changed since the place the caller named: what of it they may read is to be read again. `everything`: the place
 * is not known any more. `place` goes into the next question as `since`; it is also the id of the event in the stream.
 */
export const LiveNews = z.object({
  place: z.string(),
  everything: z.boolean(),
  changes: z.array(LiveNotice),
});
export type LiveNews = z.infer<typeof LiveNews>;

export const LiveQuery = z.strictObject({
  /** `place` of the last news; without it the answer only says where now is. `Last-Event-ID` goes before it. */
  since: z.string().max(8000).optional(),
  /** A case file that is open on the screen: told of also when only the row of its book may be read. */
  watch: Id.optional(),
});
export type LiveQuery = z.infer<typeof LiveQuery>;
