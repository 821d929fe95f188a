import { z } from 'zod';

/** Where a case file lies: nowhere yet, with a unit, with a person, or done. */
export const CaseFileStatus = z.enum(['unassigned', 'with-unit', 'with-handler', 'closed']);
export type CaseFileStatus = z.infer<typeof CaseFileStatus>;

/**
 * Acts on a case file, a closed list; each is a row that stays. Taking is `assign` to oneself, forwarding is `assign` to
 * another unit, joining is `join` on both files.
 */
export const CaseStepKind = z.enum([
  'assign',
  'return',
  'close',
  'reopen',
  'join',
  'note',
  /** To another procedure, keeping number and date. */
  'reclassify',
  /** Fields of its procedure were filled in or changed. */
  'fields',
  /** Whom the petition is about was said; it leaves them and whoever is under them (OG 27/2002 art. 11). */
  'complaint',
]);
export type CaseStepKind = z.infer<typeof CaseStepKind>;

/** What an entry is to the file that holds it. */
export const CaseEntryRole = z.enum(['opened', 'joined', 'answers', 'completes']);
export type CaseEntryRole = z.infer<typeof CaseEntryRole>;

/** How a person closes a file. `other` asks for words. Which of them are offered its procedure says. */
export const CloseOutcome = z.enum([
  'answered',
  'for-information',
  'filed',
  'other',
  /** The petitioner asked that it be left. */
  'withdrawn',
  'granted',
  'refused',
]);
export type CloseOutcome = z.infer<typeof CloseOutcome>;

/**
 * How a rule of law closes a file, with its own conditions and its own act, never by the plain closing: anonymous
 * (OG 27/2002 art. 7), repeated after the answer (art. 10(2)), sent to the competent authority (art. 6¹), granted by
 * silence (OUG 27/2003 art. 6), moved to the special register.
 */
export const RuledOutcome = z.enum([
  'closed-anonymous',
  'closed-repeat',
  'redirected',
  'tacitly-approved',
  'moved-to-sealed',
]);
export type RuledOutcome = z.infer<typeof RuledOutcome>;

/** How a file was closed: by a person, by a rule, or by what happened to its papers (all annulled; joined to another file). */
export const CaseOutcome = z.enum([...CloseOutcome.options, ...RuledOutcome.options, 'annulled', 'joined']);
export type CaseOutcome = z.infer<typeof CaseOutcome>;

/**
 * What a person may do to one file now; the console draws exactly the ones the server returned. `assign`: to a person of
 * a unit that they lead, or the first unit of a file that has none; `take`: to themselves; `forward`: to another unit.
 */
export const CaseFileAction = z.enum([
  'assign',
  'take',
  'forward',
  'return',
  'close',
  'reopen',
  'join',
  'note',
  'reclassify',
  /** Opinion, endorsement, visa, signature or clarification of others. */
  'ask',
  /** Whom the petition is about. */
  'set-complaint',
  /** Fields, papers that were asked for, order and titles of the opis, documents added later. */
  'edit',
]);
export type CaseFileAction = z.infer<typeof CaseFileAction>;

/**
 * `mine`: open, the asker is the handler. `unit`: open, lies with one of the asker's units or a person in it.
 * `unassigned`: waits for the asker's hand: with no unit (who routes), or with a unit but no person (who is of it).
 * `recent`: with the asker or one of their units, now or when it was closed; for who reads a book, all of it; newest
 * first. `closed`: the closed ones of those.
 */
export const CaseQueue = z.enum(['mine', 'unit', 'unassigned', 'recent', 'closed']);
export type CaseQueue = z.infer<typeof CaseQueue>;
