import type { Tx } from '../../../platform/db.ts';
import { cancelTerms, listTerms, startTerms, type Term, type TermDeps } from '../../deadlines/index.ts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { takeUpTerms } from './follow-closing.ts';

/** `whole`: all papers of `from` go, and it closes; else it keeps its terms. */
type Joinder = {
  readonly from: CaseFileState;
  readonly into: CaseFileState;
  readonly whole: boolean;
  readonly acting: Acting;
};

/**
 * What becomes of terms when papers go into another file: those of a file that closes so are over there, and the answer
 * that is still owed is owed by the other (OG 27/2002 art. 10 (1)): where nothing runs for it, from the same day on.
 */
export async function followJoinder(
  tx: Tx,
  deps: TermDeps,
  { from, into, whole, acting }: Joinder,
  at: Date,
): Promise<void> {
  const act = { actor: acting, at };
  if (into.status === 'closed') await takeUpTerms(tx, deps, act, [into.id]);
  if (!whole) return;
  const owed = (await listTerms(tx, [from.id, into.id])).filter(isOwedAnswer);
  await cancelTerms(tx, deps, { ...act, picks: [{ caseFileId: from.id }], reason: 'joined' });
  const left = owed.find(({ caseFileId }) => caseFileId === from.id);
  if (left === undefined || owed.some(({ caseFileId }) => caseFileId === into.id)) return;
  const { ruleId, role, startOn, startedAt } = left;
  const start = { caseFileId: into.id, ruleId, role, startOn, at: startedAt };
  await startTerms(tx, deps, { ...act, starts: [start] });
}

const isOwedAnswer = ({ role, status }: Term) =>
  role === 'answer' && (status === 'running' || status === 'suspended');
