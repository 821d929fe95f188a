import { z } from 'zod';

/**
 * What somebody is asked about a file: opinion (*opinie*), endorsement (*aviz*), legal visa (*viză de legalitate*),
 * signature, clarification from another unit (PET-03: never without the day by which it is to come back), and receiving
 * the paper itself from hand to hand.
 */
export const TaskKind = z.enum(['opinion', 'endorsement', 'visa', 'signature', 'clarification', 'hand-over']);
export type TaskKind = z.infer<typeof TaskKind>;

/** Kinds that people ask for with words; `hand-over` is made by a scan, `signature` of letters by their route. */
export const AskedKind = TaskKind.exclude(['hand-over']);
export type AskedKind = z.infer<typeof AskedKind>;

/**
 * `waiting`: its turn has not come; `open`: waits for whoever was asked; `done`: answered; `returned`: sent back with a
 * reason; `withdrawn`: no longer asked.
 */
export const TaskStatus = z.enum(['waiting', 'open', 'done', 'returned', 'withdrawn']);
export type TaskStatus = z.infer<typeof TaskStatus>;

/** How a task was answered. What each kind may be answered with stands in `verdictsOf`. */
export const TaskVerdict = z.enum([
  'given',
  'favourable',
  'with-remarks',
  'unfavourable',
  'signed',
  'received',
]);
export type TaskVerdict = z.infer<typeof TaskVerdict>;

/** The verdicts of each kind. Of an unfavourable one nothing of the line is asked any more. */
export const verdictsOf: Readonly<Record<TaskKind, readonly TaskVerdict[]>> = {
  opinion: ['given'],
  endorsement: ['favourable', 'with-remarks', 'unfavourable'],
  visa: ['favourable', 'with-remarks', 'unfavourable'],
  signature: ['signed'],
  clarification: ['given'],
  'hand-over': ['received'],
};

/** Verdicts that say nothing without words. */
export const verdictsWithWords: readonly TaskVerdict[] = ['given', 'with-remarks', 'unfavourable'];

/** What a task is about: the whole file, a document of its opis, or the version of a letter. */
export const TaskSubjectType = z.enum(['case-file', 'document', 'letter-version']);
export type TaskSubjectType = z.infer<typeof TaskSubjectType>;

/** What a person may do to one task now; the console draws exactly the ones the server returned. */
export const TaskAction = z.enum(['answer', 'return', 'withdraw', 'remind', 'receive']);
export type TaskAction = z.infer<typeof TaskAction>;

/**
 * `endorse`: endorsements and visas that wait for the asker; `sign`: signatures; `clarify`: opinions and clarifications;
 * `returned`: what the asker sent back, newest first; `done`: what they answered today; `asked`: what they asked of
 * others and is still awaited.
 */
export const TaskQueue = z.enum(['endorse', 'sign', 'clarify', 'returned', 'done', 'asked']);
export type TaskQueue = z.infer<typeof TaskQueue>;
