// Every call of this module to the terms that an extension touches.
import type { Tx } from '../../platform/db.ts';
import {
  cancelTerms,
  extendTerm,
  type LawSnapshot,
  listTerms,
  startTerms,
  type Term,
  type TermAct,
  type TermDeps,
} from '../deadlines/index.ts';

/** By how many days the head extends, and whether the petition is about energy or natural gas. */
export type Extension = { readonly days: number; readonly energy: boolean };

/** Days on which the first term ends, and the extended one. */
export type ExtensionDays = { readonly firstDueOn: string; readonly dueOn: string };

// Thirty days are for energy and gas alone (art. 9 of OG 27/2002): a rule of its own has that cap.
const ruleOf = ({ ruleId }: Term, { energy }: Extension) =>
  energy && ruleId === 'PET-06' ? 'PET-06-EN' : ruleId;

export const isOpen = ({ status }: Term) => status === 'running' || status === 'suspended';

/** The term of the answer: the one that runs, else the last that was not cancelled. */
export async function findAnswerTerm(tx: Tx, caseFileId: string): Promise<Term | undefined> {
  return (await listTerms(tx, [caseFileId])).findLast(
    ({ role, status }) => role === 'answer' && status !== 'cancelled',
  );
}

/** Counts both days by the law as it stands now. Throws `deadline.extension-beyond-cap`. */
export function countExtension(law: LawSnapshot, term: Term, extension: Extension): ExtensionDays {
  const start = { on: term.startOn, at: term.startedAt.toISOString() };
  const rule = ruleOf(term, extension);
  return {
    firstDueOn: law.dates(term.ruleId, start).due,
    dueOn: law.dates(rule, start, { extension: extension.days }).due,
  };
}

/** What an act on the terms of one file is handed. */
export type ExtensionPlace = { readonly tx: Tx; readonly deps: TermDeps } & TermAct;

/** The term grows: the petitioner was told on this day, before it ended. */
export async function lengthen(
  { tx, deps, ...act }: ExtensionPlace,
  { term, extension, on }: { term: Term; extension: Extension; on: string },
): Promise<void> {
  const { caseFileId } = term;
  const ruleId = ruleOf(term, extension);
  if (ruleId !== term.ruleId) await beginAnew({ tx, deps, ...act }, { term, ruleId });
  await extendTerm(tx, deps, { ...act, caseFileId, role: 'answer', by: extension.days, on });
}

/** The term of the answer is counted from its beginning, with no extension. */
export async function beginAnew(
  { tx, deps, ...act }: ExtensionPlace,
  { term, ruleId = term.ruleId }: { term: Term; ruleId?: string },
): Promise<void> {
  const { caseFileId, startOn, startedAt } = term;
  const picks = [{ caseFileId, role: 'answer' as const }];
  await cancelTerms(tx, deps, { ...act, picks, reason: 'replaced' });
  const start = { caseFileId, ruleId, role: 'answer', at: startedAt, startOn } as const;
  await startTerms(tx, deps, { ...act, starts: [start] });
}

/**
 * The term of telling the petitioner runs beside the first term and ends with it (art. 9: prior notification), while it is
 * awaited; else it ends.
 */
export async function watchNotice(
  { tx, deps, ...act }: ExtensionPlace,
  { answer, awaited }: { answer: Term; awaited: boolean },
): Promise<void> {
  const { caseFileId, ruleId, startOn, startedAt } = answer;
  const runs = (await listTerms(tx, [caseFileId])).some((term) => term.role === 'notice' && isOpen(term));
  if (runs === awaited) return;
  const pick = { caseFileId, role: 'notice' } as const;
  if (!awaited) await cancelTerms(tx, deps, { ...act, picks: [pick], reason: 'replaced' });
  else await startTerms(tx, deps, { ...act, starts: [{ ...pick, ruleId, at: startedAt, startOn }] });
}
