import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { parseLabelCode } from '../registry/label-code.ts';
import { CasePerson, CaseUnit } from './case-files.ts';
import { TaskTarget } from './case-tasks.ts';
import { Instant } from './fields.ts';
import { Problem } from './problem.ts';

/** What a reader of bar codes types: the label of any paper of the file. */
const code = z
  .string()
  .max(40)
  .refine((text) => parseLabelCode(text) !== undefined, { error: 'paper.not-a-label' });

/** The paper leaves the hand of whoever scans its label; without `to`, for where the file lies. */
export const GivePaperRequest = z.strictObject({ requestId: RequestId, code, to: TaskTarget.optional() });
export type GivePaperRequest = z.infer<typeof GivePaperRequest>;
/** The paper is in the hand of whoever scans its label: the one to whom it was given. */
export const ReceivePaperRequest = z.strictObject({ requestId: RequestId, code });
export type ReceivePaperRequest = z.infer<typeof ReceivePaperRequest>;

/** Where the paper of a file is. `holder` null: at the registry, where it came in. */
export const CasePaper = z.object({
  file: z.object({ id: Id, registrationNumber: z.string(), subject: z.string(), confidential: z.boolean() }),
  holder: z
    .object({
      unit: CaseUnit.nullable(),
      person: CasePerson.nullable(),
      receivedBy: z.string(),
      since: Instant,
    })
    .nullable(),
  /** Given by one hand and not yet received by the other. */
  onItsWay: z
    .object({
      taskId: Id,
      version: z.number().int(),
      toUnit: CaseUnit.nullable(),
      toPerson: CasePerson.nullable(),
      by: z.string(),
      at: Instant,
    })
    .nullable(),
  /** What the person who asks may do with it now. */
  actions: z.array(z.enum(['give', 'receive', 'take-back'])),
});
export type CasePaper = z.infer<typeof CasePaper>;

/** Papers at the person who asks, on their way to them, and given by them and not yet received; newest 200 of each. */
export const CasePapers = z.object({
  held: z.array(CasePaper),
  coming: z.array(CasePaper),
  given: z.array(CasePaper),
});
export type CasePapers = z.infer<typeof CasePapers>;

/** The body of the 409 `paper.wrong-hand` and `paper.on-its-way`: where the paper is. */
export const PaperConflictProblem = Problem.extend({ conflict: CasePaper });
export type PaperConflictProblem = z.infer<typeof PaperConflictProblem>;
