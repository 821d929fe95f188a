import { foldText, type MessageKind, type RuleConditions } from '@opis/contracts';

/** A message as rules look at it; texts folded. */
export type RuleFacts = {
  readonly fromAddress: string | null;
  readonly mailboxId: string;
  readonly messageKind: MessageKind;
  readonly knownSender: boolean;
  readonly subject: string;
  readonly body: string;
  readonly attachmentNames: readonly string[];
};

/**
 * Whether a message is what the conditions ask: every list that is not empty must be met, by any one of its words. Gives
 * the words that it met, as the rule writes them; undefined when it is not.
 */
export function matchRule(conditions: RuleConditions, facts: RuleFacts): string[] | undefined {
  const { mailboxes, messageKinds, knownSender } = conditions;
  if (mailboxes.length > 0 && !mailboxes.includes(facts.mailboxId)) return undefined;
  if (messageKinds.length > 0 && !messageKinds.includes(facts.messageKind)) return undefined;
  if (knownSender !== null && knownSender !== facts.knownSender) return undefined;
  const asked: readonly (readonly [readonly string[], (word: string) => boolean])[] = [
    [conditions.addresses, (address) => address === facts.fromAddress],
    [conditions.domains, (domain) => isUnder(facts.fromAddress, domain)],
    [conditions.subjectWords, (word) => speaksOf(facts.subject, word)],
    [conditions.bodyWords, (word) => speaksOf(facts.body, word)],
    [conditions.words, (word) => speaksOf(facts.subject, word) || speaksOf(facts.body, word)],
    [conditions.attachmentNames, (word) => facts.attachmentNames.some((name) => speaksOf(name, word))],
  ];
  const met: string[] = [];
  for (const [list, isMet] of asked) {
    if (list.length === 0) continue;
    const found = list.filter(isMet);
    if (found.length === 0) return undefined;
    met.push(...found);
  }
  return [...new Set(met)];
}

function isUnder(address: string | null, domain: string): boolean {
  const from = address?.slice(address.lastIndexOf('@') + 1) ?? '';
  return from === domain || from.endsWith(`.${domain}`);
}

// From the beginning of a word: „cerere” speaks of „cererea” too, „factur” of „factură” and „facturii”.
function speaksOf(folded: string, word: string): boolean {
  const wanted = foldText(word);
  return wanted !== '' && ` ${folded}`.includes(` ${wanted}`);
}
