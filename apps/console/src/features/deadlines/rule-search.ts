import { isPlainDate } from '@opis/contracts';

/** From which day a rule is counted, as it stands in the address. */
export type RuleSearch = { de?: string };

export function readRuleSearch(raw: Record<string, unknown>): RuleSearch {
  return typeof raw.de === 'string' && isPlainDate(raw.de) ? { de: raw.de } : {};
}
