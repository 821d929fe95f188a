import type { IntakeKind, NotRegisteredReason, RuleEffect } from '@opis/contracts';
import { matchRule, type RuleFacts } from '../rules/match-rule.ts';
import type { RuleInForce } from '../rules/rule-store.ts';
import type { Thread } from '../thread/decide-thread.ts';

/** A message as everything that is proposed follows from it. */
export type ProposalFacts = RuleFacts & {
  readonly thread: Thread;
  /** It comes from one of our own addresses. */
  readonly own: boolean;
  /** Another message with the same Message-ID or the same bytes came before. */
  readonly repeated: boolean;
  /** A mail server may say by it that a message of ours came back. */
  readonly bounce: 'likely' | 'possible' | undefined;
};

/** What is proposed; the machine never decides. */
export type Proposed = {
  readonly kind: IntakeKind;
  readonly reason: NotRegisteredReason | null;
  readonly rule: { readonly id: string; readonly version: number; readonly number: number } | null;
  readonly words: readonly string[];
  readonly effect: Pick<RuleEffect, 'unit' | 'category' | 'procedure' | 'register'>;
};

const nowhere: Proposed['effect'] = { unit: null, category: null, procedure: null, register: null };

/**
 * Says what a message is taken for: what machines say of themselves first, then what is proved to be an answer to us,
 * then the first rule that speaks (they come in their order), then that nobody knows.
 */
export function propose(facts: ProposalFacts, rules: readonly RuleInForce[]): Proposed {
  const refused = reasonToRefuse(facts);
  if (refused !== undefined) return plain('not-registered', refused);
  if (facts.thread.way === 'joins') return plain('reply', null);
  for (const { id, version, number, conditions, effect } of rules) {
    const words = matchRule(conditions, facts);
    if (words === undefined) continue;
    const { kind, reason, ...place } = effect;
    return { kind, reason, rule: { id, version, number }, words, effect: place };
  }
  return plain('unknown', null);
}

function reasonToRefuse({
  messageKind,
  own,
  repeated,
  bounce,
}: ProposalFacts): NotRegisteredReason | undefined {
  if (bounce !== undefined) return bounce === 'likely' ? 'delivery-report' : 'auto-reply';
  if (messageKind !== 'message') return messageKind;
  if (repeated) return 'duplicate';
  return own ? 'internal' : undefined;
}

const plain = (kind: IntakeKind, reason: NotRegisteredReason | null): Proposed => ({
  ...{ kind, reason, rule: null, words: [], effect: nowhere },
});
