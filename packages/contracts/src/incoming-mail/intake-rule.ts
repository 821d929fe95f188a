import { z } from 'zod';
import { Code, PlainDate, typedText } from '../api/fields.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { IntakeKind, NotRegisteredReason } from './intake-vocabulary.ts';
import { MessageKind } from './vocabulary.ts';

const phrases = z.array(typedText(120)).max(40).default([]);
const domain = z
  .string()
  .max(253)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/, { error: 'field.invalid' }));
const address = z
  .string()
  .max(320)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[^\s@]+@[^\s@]+$/, { error: 'field.invalid' }));

/**
 * What a message must be for a rule to speak. Lists that are empty ask nothing; of each other list one word is enough,
 * and every list must be met. Words are compared folded, from the beginning of a word („cerere” meets „cererea”).
 */
export const RuleConditions = z.strictObject({
  addresses: z.array(address).max(40).default([]),
  /** The sender's domain or one above it. */
  domains: z.array(domain).max(40).default([]),
  subjectWords: phrases,
  bodyWords: phrases,
  /** In the subject or in the body. */
  words: phrases,
  attachmentNames: phrases,
  mailboxes: z.array(Id).max(20).default([]),
  messageKinds: z.array(MessageKind).max(3).default([]),
  /** Only from whom we know, or only from others; null: from anybody. */
  knownSender: z.boolean().nullable().default(null),
});
export type RuleConditions = z.infer<typeof RuleConditions>;

/** What is proposed; `reason` only with `not-registered`. Register: code, by default the general one. */
export const RuleEffect = z
  .strictObject({
    kind: IntakeKind.exclude(['unknown', 'reply']),
    reason: NotRegisteredReason.nullable().default(null),
    unit: Code.nullable().default(null),
    category: Code.nullable().default(null),
    procedure: Code.nullable().default(null),
    register: Code.nullable().default(null),
  })
  .refine(({ kind, reason }) => (kind === 'not-registered') === (reason !== null), {
    path: ['reason'],
    error: 'field.required',
  });
export type RuleEffect = z.infer<typeof RuleEffect>;

const asksSomething = ({ knownSender, ...lists }: RuleConditions) =>
  knownSender !== null || Object.values(lists).some((list) => list.length > 0);

/** A rule as somebody writes it. The first that speaks, by `position`, decides. Days are whole, in Bucharest. */
export const IntakeRuleDraft = z
  .strictObject({
    name: typedText(120, 3),
    position: z.int().min(1).max(9999),
    conditions: RuleConditions,
    effect: RuleEffect,
    validFrom: PlainDate,
    /** The last day; null: until it is changed. */
    validTo: PlainDate.nullable().default(null),
  })
  .refine(({ conditions }) => asksSomething(conditions), {
    path: ['conditions'],
    error: 'field.required',
  })
  .refine(({ validFrom, validTo }) => validTo === null || validTo >= validFrom, {
    path: ['validTo'],
    error: 'field.invalid',
  });
export type IntakeRuleDraft = z.infer<typeof IntakeRuleDraft>;

/**
 * Saves a new rule, or another version of one that stands: `version` is the one the person saw, absent of a new one. Only
 * what was tried as it is goes live; another name asks for no other trial.
 */
export const SaveIntakeRuleRequest = z.strictObject({
  requestId: RequestId,
  version: Version.optional(),
  rule: IntakeRuleDraft,
});
export type SaveIntakeRuleRequest = z.infer<typeof SaveIntakeRuleRequest>;

export const RetireIntakeRuleRequest = z.strictObject({ requestId: RequestId, version: Version });
export type RetireIntakeRuleRequest = z.infer<typeof RetireIntakeRuleRequest>;

// What is shown was read already: nothing of it is changed on its way out.
const words = z.array(z.string());
const shownConditions = z.object({
  ...{
    addresses: words,
    domains: words,
    subjectWords: words,
    bodyWords: words,
    words,
    attachmentNames: words,
  },
  mailboxes: z.array(Id),
  messageKinds: z.array(MessageKind),
  knownSender: z.boolean().nullable(),
});
const shownEffect = z.object({
  kind: IntakeKind.exclude(['unknown', 'reply']),
  reason: NotRegisteredReason.nullable(),
  ...{ unit: z.string().nullable(), category: z.string().nullable() },
  ...{ procedure: z.string().nullable(), register: z.string().nullable() },
});

/** A rule with how often its proposal was accepted as it was. `number` never changes: people speak of „regula 14”. */
export const IntakeRule = z.object({
  id: Id,
  number: z.number().int(),
  version: z.number().int(),
  name: z.string(),
  position: z.number().int(),
  conditions: shownConditions,
  effect: shownEffect,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** Speaks today. */
  inForce: z.boolean(),
  proposed: z.number().int(),
  accepted: z.number().int(),
  savedAt: z.string(),
  savedBy: z.string().nullable(),
});
export type IntakeRule = z.infer<typeof IntakeRule>;
/** `mailboxes`: by which a rule may be bound; none for who may not change rules. */
export const IntakeRules = z.object({
  items: z.array(IntakeRule),
  mayChange: z.boolean(),
  mailboxes: z.array(z.object({ id: Id, address: z.string() })),
});
export type IntakeRules = z.infer<typeof IntakeRules>;

/**
 * Tries a rule that is not saved on the newest messages that the asker may see, instead of the one that `ruleId` names, or
 * beside all others where that is the id of a new one. That it was tried is kept.
 */
export const TryIntakeRuleRequest = z.strictObject({
  ruleId: Id,
  rule: IntakeRuleDraft,
  last: z.int().min(1).max(1000).default(200),
});
export type TryIntakeRuleRequest = z.infer<typeof TryIntakeRuleRequest>;

const proposed = z.object({
  kind: IntakeKind,
  reason: NotRegisteredReason.nullable(),
  unit: z.string().nullable(),
  ruleNumber: z.number().int().nullable(),
});

/**
 * What would have been otherwise. `decided`: what people made of the message; `better`, `worse`: changed proposals that
 * agree with that only after, or only before.
 */
export const RuleTrial = z.object({
  looked: z.number().int(),
  met: z.number().int(),
  changed: z.number().int(),
  better: z.number().int(),
  worse: z.number().int(),
  items: z.array(
    z.object({
      id: Id,
      from: z.string(),
      subject: z.string(),
      receivedAt: z.string(),
      before: proposed,
      after: proposed,
      decided: IntakeKind.nullable(),
    }),
  ),
});
export type RuleTrial = z.infer<typeof RuleTrial>;
