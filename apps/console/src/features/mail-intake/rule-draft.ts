import type {
  IntakeRule,
  IntakeRuleDraft,
  MessageKind,
  NotRegisteredReason,
  RuleEffect,
} from '@opis/contracts';

/** Lists of words of a rule, in the order in which they are asked. */
export const wordLists = [
  'words',
  'subjectWords',
  'bodyWords',
  'domains',
  'addresses',
  'attachmentNames',
] as const;
type WordList = (typeof wordLists)[number];

/** From whom a rule speaks. */
export type SenderKnown = 'anybody' | 'known' | 'unknown';

/** A rule while it is being written: text stays text until it is sent. */
export type RuleText = Record<WordList, string> & {
  name: string;
  position: string;
  validFrom: string;
  /** Empty: until it is changed. */
  validTo: string;
  mailboxes: readonly string[];
  messageKinds: readonly MessageKind[];
  sender: SenderKnown;
  kind: RuleEffect['kind'];
  reason: NotRegisteredReason;
  unit: string | null;
  category: string | null;
  procedure: string | null;
  register: string | null;
};

const toSender = (known: boolean | null): SenderKnown =>
  known === null ? 'anybody' : known ? 'known' : 'unknown';

/** The form of a rule that stands, or of a new one that speaks from today on, after all others. */
export function toRuleText(
  rule: IntakeRule | undefined,
  { last, today }: { last: number; today: string },
): RuleText {
  const { conditions, effect } = rule ?? {};
  return {
    ...(Object.fromEntries(wordLists.map((list) => [list, conditions?.[list].join('; ') ?? ''])) as Record<
      WordList,
      string
    >),
    name: rule?.name ?? '',
    position: String(rule?.position ?? last + 10),
    validFrom: rule?.validFrom ?? today,
    validTo: rule?.validTo ?? '',
    mailboxes: conditions?.mailboxes ?? [],
    messageKinds: conditions?.messageKinds ?? [],
    sender: toSender(conditions?.knownSender ?? null),
    kind: effect?.kind ?? 'petition',
    reason: effect?.reason ?? 'spam',
    unit: effect?.unit ?? null,
    category: effect?.category ?? null,
    procedure: effect?.procedure ?? null,
    register: effect?.register ?? null,
  };
}

const toWords = (text: string) =>
  text
    .split(';')
    .map((word) => word.trim())
    .filter(Boolean);

/** The rule as the form says it. What is not registered goes nowhere: its place is left out. */
export function toRuleDraft(text: RuleText): IntakeRuleDraft {
  const { name, position, validFrom, validTo, sender, kind, reason } = text;
  const { unit, category, procedure, register } = text;
  const goes = kind !== 'not-registered';
  return {
    ...{ name, position: Number(position) || 0, validFrom, validTo: validTo || null },
    conditions: {
      ...(Object.fromEntries(wordLists.map((list) => [list, toWords(text[list])])) as Record<
        WordList,
        string[]
      >),
      ...{ mailboxes: [...text.mailboxes], messageKinds: [...text.messageKinds] },
      knownSender: sender === 'anybody' ? null : sender === 'known',
    },
    effect: {
      ...{ kind, reason: goes ? null : reason },
      ...(goes
        ? { unit, category, procedure, register }
        : { unit: null, category: null, procedure: null, register: null }),
    },
  };
}
