// Every call of this module to the terms of files.
import type { InformationWindow } from '@opis/contracts';
import { doubtsOf } from '@opis/contracts';
import type { Db, Tx } from '../../platform/db.ts';
import {
  cancelTerms,
  type LawSnapshot,
  listTerms,
  meetTerms,
  startTerms,
  type Term,
  unmeetTerms,
} from '../deadlines/index.ts';
import type { Acting } from '../identity/index.ts';
import type { InformationDeps } from './information-deps.ts';
import { answerRuleOf, type LeftLetter, rules } from './request.ts';
import type { RequestRecord } from './request-store.ts';

type Deps = Pick<InformationDeps, 'clock' | 'deadlines' | 'termFiles'>;

/** In whose name, when. */
export type TermPlace = { readonly acting: Acting; readonly at: Date };

/** The day by which something may still be done, counted from the registration (Norms, INF-03). */
export function windowOf(
  law: LawSnapshot,
  {
    kind,
    rule: ruleId,
    from,
    today,
  }: { kind: InformationWindow['kind']; rule: string; from: string; today: string },
): InformationWindow {
  const { due, rule } = law.dates(ruleId, { on: from });
  const { act, article, value } = rule;
  return {
    kind,
    rule: ruleId,
    act,
    article,
    value,
    on: due,
    past: today > due,
    unverified: doubtsOf(rule).length > 0,
  };
}

/**
 * Gives the answer the term that the law says now: 10 days, 30 once a notice left inside them, 24 hours for what the press
 * asked by word. A term that was met stays as it is: the answer has left.
 */
export async function followAnswerRule(
  tx: Tx,
  deps: Deps,
  { acting, at, request, left }: TermPlace & { request: RequestRecord; left: readonly LeftLetter[] },
): Promise<void> {
  const law = await deps.deadlines.read(tx);
  const start = { on: request.registeredOn };
  const rule = answerRuleOf({
    ...request,
    due: law.dates(rules.answer, start).due,
    noticesLeftOn: left.filter(({ kind }) => kind === 'extension').map(({ on }) => on),
  });
  const open = await findOpen(tx, request.id, 'answer');
  if (open === undefined || open.ruleId === rule) return;
  const caseFileId = request.id;
  await cancelTerms(tx, deps, {
    actor: acting,
    at,
    picks: [{ caseFileId, role: 'answer' }],
    reason: 'replaced',
  });
  const began = {
    caseFileId,
    ruleId: rule,
    role: 'answer' as const,
    at: request.registeredAt,
    startOn: request.registeredOn,
  };
  await startTerms(tx, deps, { actor: acting, at, starts: [began] });
}

/** Starts the term of a decision (refusal, redirection), counted from the registration, unless it runs already. */
export async function startDecisionTerm(
  tx: Tx,
  deps: Deps,
  { acting, at, request, role }: TermPlace & { request: RequestRecord; role: 'refusal' | 'redirect' },
): Promise<void> {
  if (await findOpen(tx, request.id, role)) return;
  const ruleId = role === 'refusal' ? rules.refusal : rules.redirection;
  const began = {
    caseFileId: request.id,
    ruleId,
    role,
    at: request.registeredAt,
    startOn: request.registeredOn,
  };
  await startTerms(tx, deps, { actor: acting, at, starts: [began] });
}

/** The term of a role that runs. */
export async function findOpen(db: Db | Tx, fileId: string, role: Term['role']): Promise<Term | undefined> {
  const terms = await listTerms(db, [fileId]);
  return terms.find(
    (term) => term.role === role && (term.status === 'running' || term.status === 'suspended'),
  );
}

/** A redirection or a pointing met its terms: kinds of letters that of themselves meet none. */
export async function meetAnswer(
  tx: Tx,
  deps: Deps,
  { acting, at, fileId, causeId }: TermPlace & { fileId: string; causeId: string },
): Promise<void> {
  const meetings = (['answer', 'redirect'] as const).map((role) => ({
    ...{ caseFileId: fileId, role, metAt: at, causeId },
    cause: 'redirected' as const,
  }));
  await meetTerms(tx, deps, { actor: acting, at, meetings });
}

/** What such letters met runs again: they came back. */
export async function unmeetAnswer(
  tx: Tx,
  deps: Deps,
  { acting, at, fileId, causeId }: TermPlace & { fileId: string; causeId: string },
): Promise<void> {
  const unmeetings = (['answer', 'redirect'] as const).map((role) => ({ caseFileId: fileId, role, causeId }));
  await unmeetTerms(tx, deps, { actor: acting, at, unmeetings });
}

/** The answer was given at once: its term is met by it. */
export async function meetOnTheSpot(
  tx: Tx,
  deps: Deps,
  { acting, at, fileId }: TermPlace & { fileId: string },
): Promise<void> {
  const meeting = { caseFileId: fileId, metAt: at, cause: 'closed' as const, causeId: null };
  await meetTerms(tx, deps, { actor: acting, at, meetings: [meeting] });
}

/** Every term of the file that runs ends: what it was for is no longer asked. */
export async function endTermsOf(
  tx: Tx,
  deps: Deps,
  { acting, at, fileId, role }: TermPlace & { fileId: string; role: Term['role'] },
): Promise<void> {
  await cancelTerms(tx, deps, {
    actor: acting,
    at,
    picks: [{ caseFileId: fileId, role }],
    reason: 'replaced',
  });
}
