import { type LawSnapshot, ruleOfTerm } from '../deadlines/index.ts';

/** The term of answer as far as the window needs it. */
export type AnsweredBy = { ruleId: string; ruleValidFrom: string; startOn: string; targetOn: string };

/** Until when irregularities may be told of, and what the telling adds to the term. */
export type IrregularityWindow = { until: string; addsDays: number; rule: string; article: string };

/** Terms of more than this many days have the long window (art. 6 (4)). */
const shortTermDays = 15;

/**
 * OUG 27/2003 art. 6 (4) and (5): at least ten days before the term ends when it is of more than fifteen days, else five;
 * the term is then longer by as many. Counted back from the cautious day, so that both readings of the law are kept.
 */
export function irregularityWindow(
  law: Pick<LawSnapshot, 'rule' | 'dates'>,
  term: AnsweredBy,
): IrregularityWindow {
  const answer = law.rule(ruleOfTerm(term), term.startOn);
  const ruleId = answer.value > shortTermDays ? 'TAC-02' : 'TAC-02-5';
  const { target, rule } = law.dates(ruleId, { on: term.targetOn });
  return { until: target, addsDays: rule.value, rule: rule.id, article: `${rule.act} ${rule.article}` };
}
