import { z } from 'zod';
import type { TermRole } from '../deadlines/vocabulary.ts';

/** What a letter is for; a closed list. `answer` and the refusals end the matter, the others are on the way there. */
export const LetterKind = z.enum([
  'answer',
  'partial-refusal',
  'refusal',
  'extension',
  'redirection',
  'redirection-notice',
  'clarification',
  'information',
  'cost-notice',
  'irregularity',
  'referral-notice',
  'internal-note',
]);
export type LetterKind = z.infer<typeof LetterKind>;

/** What the law ties to a kind of letter. */
export type LetterKindRules = {
  /** Roles of the terms that are met when it leaves, and run again when it comes back. */
  readonly meets: readonly TermRole[];
  /** Art. 13 of OG 27/2002: of a procedure that asks it, two signatures and a legal basis. */
  readonly formal: boolean;
  /** Fills the out columns of each number it answers (REG-03); an internal note does not leave the house. */
  readonly registers: boolean;
  /** Ends the matter: the file may be closed with it. */
  readonly concludes: boolean;
  /** What was begun goes on after the file is closed: it is about the file, not part of its solving. */
  readonly outlasts: boolean;
};

const onTheWay = { meets: [], formal: false, registers: true, concludes: false, outlasts: false } as const;
const ending = { formal: true, registers: true, concludes: true, outlasts: false } as const;

/**
 * Kinds and their rules. A redirection meets no term by itself: art. 6¹ of OG 27/2002 asks for both letters, which the
 * module of petitions sees to.
 */
export const letterKinds: Readonly<Record<LetterKind, LetterKindRules>> = {
  answer: { ...ending, meets: ['answer'] },
  'partial-refusal': { ...ending, meets: ['refusal', 'answer'] },
  refusal: { ...ending, meets: ['refusal', 'answer'] },
  extension: { ...onTheWay, meets: ['notice'], formal: true },
  redirection: { ...onTheWay, formal: true },
  'redirection-notice': { ...onTheWay, formal: true },
  clarification: { ...onTheWay, meets: ['clarification'] },
  information: onTheWay,
  'cost-notice': onTheWay,
  irregularity: { ...onTheWay, meets: ['irregularity'] },
  'referral-notice': { ...onTheWay, outlasts: true },
  'internal-note': { ...onTheWay, registers: false },
};

/**
 * From draft to gone. `approved`: endorsed, its text is fixed, signatures are asked. `signed`: everybody signed on paper,
 * the scan is awaited. Signed, registered in the out columns and `ready` to send happen in one transaction.
 */
export const LetterStatus = z.enum(['draft', 'in-route', 'approved', 'signed', 'ready', 'left', 'withdrawn']);
export type LetterStatus = z.infer<typeof LetterStatus>;

/** How it is signed: with ink on the printed letter, or with certificates on its PDF. */
export const LetterSigning = z.enum(['paper', 'electronic']);
export type LetterSigning = z.infer<typeof LetterSigning>;

/**
 * Who signs (PET-13, art. 13 of OG 27/2002): the head of the institution or whoever he empowered, and the head of the
 * unit that solved it.
 */
export const SignatureSlot = z.enum(['institution-head', 'unit-head']);
export type SignatureSlot = z.infer<typeof SignatureSlot>;

/** How a letter leaves; `hand`: given to the addressee against signature, `internal`: to another unit of the house. */
export const LetterExit = z.enum([
  'hand',
  'post',
  'registered-post',
  'courier',
  'email',
  'portal',
  'internal',
  'other',
]);
export type LetterExit = z.infer<typeof LetterExit>;

/** What a person may do to a letter now; the console draws exactly the ones that the server returned. */
export const LetterAction = z.enum([
  'edit',
  'send-on-route',
  'recall',
  'withdraw',
  'sign',
  'record-paper',
  'hand-over',
  'record-sent',
  'record-return',
]);
export type LetterAction = z.infer<typeof LetterAction>;

/** What a letter lacks before it may go on its way; each has its words in the console. */
export const LetterLack = z.enum([
  'addressee',
  'address',
  'subject',
  'body',
  'legal-basis',
  'signatures',
  /** Art. 12 of OG 27/2002: nobody was given the file to solve. */
  'assignment',
  'numbers',
  'empty-field',
]);
export type LetterLack = z.infer<typeof LetterLack>;

/** `mine`: drafts and letters on their way that the asker writes; `unit`: those of their units. */
export const LetterQueue = z.enum(['mine', 'unit', 'to-send', 'sent']);
export type LetterQueue = z.infer<typeof LetterQueue>;
