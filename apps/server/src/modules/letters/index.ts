export {
  comeBackByReport,
  handOverLetter,
  leaveByEmail,
  lockLetterWithFile,
  recordLetterReturn,
  recordLetterSent,
} from './acts/leave-letter.ts';
export { recordPaperSignatures } from './acts/record-paper.ts';
export { saveLetter } from './acts/save-letter.ts';
export { sealLetters } from './acts/seal-letters.ts';
export { sendLetterOnRoute } from './acts/send-on-route.ts';
export { recallLetter, withdrawLetter, withdrawLettersWithin } from './acts/take-back.ts';
export {
  createLetter,
  type LetterPlan,
  type PlannedLetter,
  planDraft,
  writeDraft,
} from './create-letter.ts';
export { letterTaskSubscriber } from './follow-tasks.ts';
export type { LetterDeps, LetterPrintDeps } from './letter-deps.ts';
export { type LetterFacts, readLetterFacts } from './letter-facts.ts';
export { letterRoutes } from './letter-routes.ts';
export type { LetterSubscriber, MovedLetter } from './letter-subscriber.ts';
export { findAddressee } from './neighbours.ts';
export { letterPapers } from './preview-letter.ts';
export { letterTemplateRoutes } from './template-routes.ts';
export { letterTemplateCodes } from './templates/templates.ts';
export { saveTextModule } from './templates/text-modules.ts';
export { verifyLetters } from './verify-letters.ts';
export { requireLetter, type SeenLetter } from './views/get-letter.ts';
export { lettersOfFile } from './views/letters-of-file.ts';
