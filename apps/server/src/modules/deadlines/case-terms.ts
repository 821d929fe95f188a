import { AppError, type CaseTerm, doubtsOf, type TermSheet } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import type { DeadlineBook, LawSnapshot } from './deadline-book.ts';
import { badgeOf } from './due-term.ts';
import { articleOf } from './sheet/deadline-texts.ts';
import { makeSheet } from './sheet/make-sheet.ts';
import { ruleOfTerm, type Term } from './term.ts';
import { listTerms } from './term-store.ts';

/** A file as its terms name it. */
export type TermFileName = TermSheet['caseFile'];

export type CaseTermsDeps = {
  db: Db;
  clock: Clock;
  deadlines: DeadlineBook;
  /** The file among those that the person may see; throws `case-file.not-found`. Handed in by `compose.ts`. */
  requireFile(actor: Actor, id: string): Promise<TermFileName>;
};

/** The terms of a file, for whoever may see it. */
export async function listCaseTerms(deps: CaseTermsDeps, actor: Actor, id: string): Promise<CaseTerm[]> {
  await deps.requireFile(actor, id);
  const law = await deps.deadlines.read();
  const now = deps.clock.now();
  return (await listTerms(deps.db, [id])).map((term) => toCaseTerm(law, term, now));
}

/** The sheet of one term of a file: as it stands now, with its extension and suspension. */
export async function getTermSheet(
  deps: CaseTermsDeps,
  actor: Actor,
  { id, termId }: { id: string; termId: string },
): Promise<TermSheet> {
  const caseFile = await deps.requireFile(actor, id);
  const term = (await listTerms(deps.db, [id])).find((each) => each.id === termId);
  if (term === undefined) throw new AppError('not-found', 'term.not-found');
  const law = await deps.deadlines.read();
  return {
    caseFile,
    term: toCaseTerm(law, term, deps.clock.now()),
    sheet: makeSheet(law, {
      rule: ruleOfTerm(term),
      start: { on: term.startOn, at: term.startedAt.toISOString() },
      prolonged: { extension: term.extendedBy, suspendedDays: term.suspendedDays },
    }),
    countedAt: term.startedAt.toISOString(),
  };
}

function toCaseTerm(law: LawSnapshot, term: Term, now: Date): CaseTerm {
  const rule = law.rule(ruleOfTerm(term), term.startOn);
  const { id, role, ruleId, status, dueOn, metOn } = term;
  return {
    ...{ id, role, rule: ruleId, ruleName: rule.name, article: articleOf(rule), status },
    badge: badgeOf(term, now),
    ...{ startOn: term.startOn, target: term.targetOn, limit: term.limitOn, due: dueOn },
    ...{ extendedBy: term.extendedBy, extensionCap: term.extensionCap, metOn },
    cancelReason: term.cancelReason,
    doubts: doubtsOf(rule),
  };
}
