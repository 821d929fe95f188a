export {
  cancelTerms,
  extendTerm,
  type Meeting,
  meetTerms,
  resumeTerm,
  reviveTerms,
  startTerms,
  suspendTerm,
  type TermAct,
  type Unmeeting,
  unmeetTerms,
} from './act-on-terms.ts';
export type { TermFileName } from './case-terms.ts';
export {
  type DeadlineBook,
  deadlineBook,
  type GivenDates,
  type LawSnapshot,
  type RuleRef,
} from './deadline-book.ts';
export { deadlineCommands } from './deadline-commands.ts';
export { deadlineSchedules, mailDigestsJob, watchTermsJob } from './deadline-jobs.ts';
export { type DeadlineRoutesDeps, deadlineRoutes } from './deadline-routes.ts';
export { badgeOf, type DueTermJson, dueTermOf, toDueTerm } from './due-term.ts';
export { metLate, pastDue } from './lateness.ts';
export { lawCommands } from './law-file/law-commands.ts';
export { moveTerms } from './move-terms.ts';
export {
  firstDue,
  type ProcedureTerm,
  planTerms,
  type TermBeginning,
  type TermOrigin,
  type TermRow,
  termInsertion,
  termStartedEvents,
} from './plan-terms.ts';
export type { MovingFile } from './preview-days.ts';
export { ruleOfTerm, type Term, type TermDeps, type TermFile, type TermFiles } from './term.ts';
export { listTerms, type TermPick } from './term-store.ts';
export { watchTerms } from './watch-terms.ts';
