import { z } from 'zod';
import { PlainDate } from './fields.ts';

/** A day on which the institution does not work, or works though it otherwise would not (`worked`). */
export const Holiday = z.object({
  day: PlainDate,
  name: z.string(),
  /** `legal`: by law, for everybody; `off` and `worked`: the institution's own. */
  kind: z.enum(['legal', 'off', 'worked']),
  /** Act and article; of an own day the act alone. */
  source: z.string(),
  /** Who vouches for a legal one: known by us, checked by a lawyer, to be checked. */
  certainty: z.enum(['known', 'checked', 'to-be-checked']).nullable(),
});
export type Holiday = z.infer<typeof Holiday>;
export const Holidays = z.object({ year: z.number().int(), items: z.array(Holiday) });

/** The year that is asked for; tables of Orthodox Easter hold from 1900 to 2099. */
export const HolidaysQuery = z.strictObject({ year: z.coerce.number().int().min(1900).max(2099) });
