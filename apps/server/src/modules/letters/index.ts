export { createLetter, type LetterPlan, type PlannedLetter, planDraft, writeDraft } from './create-letter.ts';
export type { LetterDeps, LetterPrintDeps } from './letter-deps.ts';
export { type LetterFacts, readLetterFacts } from './letter-facts.ts';
export type { LetterSubscriber, MovedLetter } from './letter-subscriber.ts';
