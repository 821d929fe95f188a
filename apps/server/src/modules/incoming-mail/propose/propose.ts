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
 * Says what a message is taken for: what may say that a letter of ours came back is a report; what came before or is our own is nothing new; then what is proved to be an answer to
 * us; then the first rule that speaks (they come in their order); then that nobody knows. Of what a machine sent only a
 * rule that names its kind speaks (an invoice that a program sends is an invoice); else it is what it says of itself.
 */
export function propose(facts: ProposalFacts, rules: readonly RuleInForce[]): Proposed {
  const { messageKind, own, repeated, thread, bounce } = facts;
  if (bounce !== undefined)
    return plain('not-registered', bounce === 'likely' ? 'delivery-report' : 'auto-reply');
  const isMachine = messageKind !== 'message';
  const isKnown = own || repeated;
  if (isMachine) {
    const naming = rules.filter(({ conditions }) => conditions.messageKinds.includes(messageKind));
    return (isKnown ? undefined : firstToSpeak(facts, naming)) ?? plain('not-registered', messageKind);
  }
  if (isKnown) return plain('not-registered', repeated ? 'duplicate' : 'internal');
  if (thread.way === 'joins') return plain('reply', null);
  return firstToSpeak(facts, rules) ?? plain('unknown', null);
}

function firstToSpeak(facts: RuleFacts, rules: readonly RuleInForce[]): Proposed | undefined {
  for (const { id, version, number, conditions, effect } of rules) {
    const words = matchRule(conditions, facts);
    if (words === undefined) continue;
    const { kind, reason, ...place } = effect;
    return { kind, reason, rule: { id, version, number }, words, effect: place };
  }
  return undefined;
}

const plain = (kind: IntakeKind, reason: NotRegisteredReason | null): Proposed => ({
  ...{ kind, reason, rule: null, words: [], effect: nowhere },
});
