import type { CaseOutcome, TermCancelReason } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';
import {
  cancelTerms,
  meetTerms,
  reviveTerms,
  type TermAct,
  type TermDeps,
  unmeetTerms,
} from '../../deadlines/index.ts';
import type { CaseChange } from './case-change.ts';

/** Closed with a decision that reached whoever asked for it: what ran until then is met. */
const answering: readonly CaseOutcome[] = ['answered', 'granted', 'refused', 'redirected'];

const reasonOf = (outcome: CaseOutcome | null): TermCancelReason =>
  outcome === 'annulled' || outcome === 'joined' ? outcome : 'closed';

/**
 * What becomes of the terms that still run when a file closes: answered, they are met; closed otherwise, they are over. A
 * file that is opened again has them back as they were. All changes are of one person.
 */
export async function followClosing(
  tx: Tx,
  deps: TermDeps,
  changes: readonly CaseChange[],
  at: Date,
): Promise<void> {
  const [first] = changes;
  if (first === undefined) return;
  const act = { actor: first.acting, at };
  const closing = changes.filter(({ file, place }) => place.status === 'closed' && file.status !== 'closed');
  const answered = closing.filter(({ outcome }) => outcome !== null && answering.includes(outcome));
  await meetTerms(tx, deps, {
    ...act,
    meetings: answered.map(({ file: { id } }) => ({
      ...{ caseFileId: id, metAt: at, cause: 'closed' as const, causeId: id },
    })),
  });
  const over = Map.groupBy(
    closing.filter((change) => !answered.includes(change)),
    ({ outcome }) => reasonOf(outcome),
  );
  for (const [reason, ended] of over) {
    await cancelTerms(tx, deps, {
      ...act,
      picks: ended.map(({ file }) => ({ caseFileId: file.id })),
      reason,
    });
  }
  const reopened = changes
    .filter(({ file, place }) => file.status === 'closed' && place.status !== 'closed')
    .map(({ file: { id } }) => id);
  await takeUpTerms(tx, deps, act, reopened);
}

/** Files that are opened again have the terms back that their closing met or ended. */
export async function takeUpTerms(
  tx: Tx,
  deps: TermDeps,
  act: TermAct,
  fileIds: readonly string[],
): Promise<void> {
  const unmeetings = fileIds.map((id) => ({ caseFileId: id, causeId: id }));
  await unmeetTerms(tx, deps, { ...act, unmeetings });
  await reviveTerms(tx, deps, { ...act, picks: fileIds.map((id) => ({ caseFileId: id })) });
}
