import type { Proof, ShownHead, VerificationModel } from '@opis/portal';
import { toLegalTime } from '../../../platform/clock.ts';
import type { BetweenHeads, SealedHead } from './between-heads.ts';
import type { PaperClaim, Verification } from './verify-entry.ts';

/** The answer of the register as the page shows it, beside what the visitor told of the paper. */
export function toVerificationModel(claim: PaperClaim, answer: Verification): VerificationModel {
  if (answer.kind === 'not-found') return { outcome: 'not-found' };
  const { registerName, number, year, date, time, hash, annulled } = answer.entry;
  return {
    outcome: 'found',
    paper: { number: claim.number, date: claim.date ?? null, time: claim.time ?? null },
    entry: { registerName, number, year, date, time, annulled },
    contents: answer.contents ?? null,
    proof: toProof(hash, answer.heads),
  };
}

function toProof(hash: string, { before, after, whole }: BetweenHeads): Proof {
  return { hash, before: toShownHead(before), after: toShownHead(after), whole };
}

function toShownHead(head: SealedHead | undefined): ShownHead | null {
  if (head === undefined) return null;
  const { date, time } = toLegalTime(head.signedAt);
  return { hash: head.hash, date, time };
}
