import { z } from 'zod';
import { TaskKind } from '../case-files/tasks.ts';
import { Id, RequestId } from '../ids.ts';
import { PlainDate } from './fields.ts';

/**
 * What a person has open: works that they solve, what is asked of them, absences in which they stand in. Numbers and
 * units only; of confidential registers nothing.
 */
export const OpenWork = z.object({
  files: z.array(z.object({ id: Id, registrationNumber: z.string(), unit: z.string().nullable() })),
  tasks: z.array(
    z.object({ id: Id, registrationNumber: z.string(), kind: TaskKind, dueOn: PlainDate.nullable() }),
  ),
  standIns: z.array(z.object({ id: Id, absent: z.string(), firstDay: PlainDate, lastDay: PlainDate })),
});
export type OpenWork = z.infer<typeof OpenWork>;

/** Everything goes to `to`: the mark (*marca*) of somebody who works here. */
export const HandOverWorkRequest = z.strictObject({ requestId: RequestId, to: z.string().min(1).max(60) });
export type HandOverWorkRequest = z.infer<typeof HandOverWorkRequest>;

/** How many went; `left`: what stayed, and why. */
export const WorkHandedOver = z.object({
  files: z.number().int(),
  tasks: z.number().int(),
  standIns: z.number().int(),
  left: z.array(z.object({ what: z.string(), reason: z.string() })),
});
export type WorkHandedOver = z.infer<typeof WorkHandedOver>;
