export {
  cancelTerms,
  extendTerm,
  type Meeting,
  meetTerms,
  resumeTerm,
  startTerms,
  suspendTerm,
  type TermAct,
  type Unmeeting,
  unmeetTerms,
} from './act-on-terms.ts';
export {
  type DeadlineBook,
  deadlineBook,
  type GivenDates,
  type LawSnapshot,
} from './deadline-book.ts';
export { type DueTermJson, dueTermOf, toDueTerm } from './due-term.ts';
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
export type { Term, TermDeps, TermFile, TermFiles } from './term.ts';
export { listTerms, type TermPick } from './term-store.ts';
