import type { DeadlineRule } from '../src/deadlines/deadline-rule.ts';

/** A rule of thirty free days; what a test is about is handed in. */
export function aRule(part: Partial<DeadlineRule> = {}): DeadlineRule {
  return {
    ...{ id: 'PET-06', name: 'răspunsul la petiție', act: 'O.G. nr. 27/2002', article: 'art. 8 alin. (1)' },
    ...{ value: 30, unit: 'days', countMode: 'free', direction: 'after', startsFrom: 'de la înregistrare' },
    ...{ extensionCap: 15, extensionArticle: 'art. 9', suspendable: false },
    ...{ stopsWith: 'la plecarea răspunsului', suspendedBy: null, origin: 'shipped' },
    ...{ certainty: 'V', countModeCertainty: 'K', source: 'test' },
    ...{ checkedOn: null, checkedBy: null, countModeCheckedOn: null, countModeCheckedBy: null },
    ...{ given: 'target', validFrom: '2018-01-01', validTo: null },
    ...part,
  };
}
