import { computeDates, type DeadlineRule, legalCalendar } from '@opis/contracts';
import { expect, test } from 'vitest';
import type { LawSnapshot, RuleRef } from '../deadlines/index.ts';
import { irregularityWindow } from './irregularity-window.ts';

const rule = (id: string, part: object) => ({
  ...{ id, validFrom: '2018-01-01', validTo: null, name: id, act: 'O.U.G. nr. 27/2003', article: 'art. 6' },
  ...{ unit: 'days', startsFrom: '', extensionCap: 0, extensionArticle: null, suspendable: false },
  ...{ certainty: 'V2', countModeCertainty: 'K', source: 'test', checkedOn: null, checkedBy: null },
  ...{ countModeCheckedOn: null, countModeCheckedBy: null, given: 'target', version: 1 },
  ...part,
});
const rules = new Map(
  [
    rule('TAC-01', { value: 30, countMode: 'free', direction: 'after', extensionCap: 10 }),
    rule('TAC-01-15', { value: 15, countMode: 'free', direction: 'after', extensionCap: 5 }),
    rule('TAC-02', { value: 10, countMode: 'calendar', direction: 'before' }),
    rule('TAC-02-5', { value: 5, countMode: 'calendar', direction: 'before' }),
  ].map((each) => [each.id, each as unknown as DeadlineRule]),
);
const calendar = legalCalendar({ holidays: [], own: [], years: new Set([2026]) });
const ruleOf = (rule: RuleRef) => rules.get(typeof rule === 'string' ? rule : rule.id) as DeadlineRule;
const law: Pick<LawSnapshot, 'rule' | 'dates'> = {
  rule: ruleOf,
  dates: (id, start, prolonged = {}) => {
    const dates = computeDates(ruleOf(id), start, calendar, prolonged);
    return { ...dates, rule: ruleOf(id), due: dates.target };
  },
};

test('filed on 01.09.2026 with 30 days: irregularities may be told until 21.09.2026, and the term then ends on 12.10.2026', () => {
  const { target, limit } = law.dates('TAC-01', { on: '2026-09-01' });
  expect({ target, limit }).toEqual({ target: '2026-10-01', limit: '2026-10-02' });
  const window = irregularityWindow(law, {
    ruleId: 'TAC-01',
    ruleValidFrom: '2018-01-01',
    startOn: '2026-09-01',
    targetOn: target,
  });
  expect(window).toMatchObject({ until: '2026-09-21', addsDays: 10, rule: 'TAC-02' });
  const longer = law.dates('TAC-01', { on: '2026-09-01' }, { extension: window.addsDays });
  expect(longer.limit).toBe('2026-10-12');
});

test('a term of fifteen days has the short window', () => {
  const { target } = law.dates('TAC-01-15', { on: '2026-09-01' });
  expect(
    irregularityWindow(law, {
      ruleId: 'TAC-01-15',
      ruleValidFrom: '2018-01-01',
      startOn: '2026-09-01',
      targetOn: target,
    }),
  ).toMatchObject({
    until: '2026-09-11',
    addsDays: 5,
    rule: 'TAC-02-5',
  });
});
