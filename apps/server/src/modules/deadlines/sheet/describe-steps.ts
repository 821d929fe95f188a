import {
  addDays,
  type DeadlineRule,
  type DeadlineStep,
  type ExplainedDeadline,
  formatPlainDate,
  type SheetStep,
} from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import { articleOf, deadlineText, longDay } from './deadline-texts.ts';

/** The reasons of a term in words, each with the article that says so. */
export function describeSteps(
  rule: DeadlineRule,
  start: string,
  { steps, limitAt }: ExplainedDeadline,
): SheetStep[] {
  return steps.map((step) => ({
    kind: step.kind,
    text: toText({ rule, start, limitAt }, step),
    article: toArticle(rule, step),
  }));
}

type Place = { rule: DeadlineRule; start: string; limitAt: string | null };

function toText({ rule, start, limitAt }: Place, { kind, from, to, value, over }: DeadlineStep): string {
  const name = rule.name.charAt(0).toLocaleUpperCase('ro') + rule.name.slice(1);
  switch (kind) {
    case 'rule': {
      const unit = rule.direction === 'before' ? 'before' : rule.unit;
      return deadlineText(`step.rule.${unit}`, { name, value, from: rule.startsFrom });
    }
    case 'extended':
    case 'suspended':
      return deadlineText(`step.${kind}`, { value });
    case 'first-and-last': {
      const days = { start: formatPlainDate(start), first: short(addDays(from, 1)), last: short(to) };
      return deadlineText('step.first-and-last', { ...days, value });
    }
    case 'first-only':
    case 'workdays':
    case 'months':
    case 'counted-back':
      return deadlineText(`step.${kind}`, { start: short(start), last: longDay(to), value });
    case 'by-clock':
      return deadlineText('step.by-clock', { last: instantOf(limitAt) });
    case 'rolled':
      return deadlineText('step.rolled', { from: short(from), to: longDay(to), why: whyOf(over[0]) });
    case 'not-rolled':
      return deadlineText('step.not-rolled', { to: longDay(to) });
    case 'target':
      return deadlineText('step.target', { from: longDay(from) });
    case 'no-suspension':
      return deadlineText('step.no-suspension');
  }
}

const short = (day: string) => formatPlainDate(day).slice(0, 5);

function instantOf(limitAt: string | null): string {
  if (limitAt === null) return '';
  const { date, time } = toLegalTime(new Date(limitAt));
  return `${longDay(date)}, ora ${time}`;
}

function whyOf(off: DeadlineStep['over'][number] | undefined): string {
  if (off === undefined) return '';
  const names = off.names.join(', ');
  return off.why === 'holiday' || off.why === 'own'
    ? deadlineText(`why.${off.why}`, { names })
    : deadlineText(`why.${off.why}`);
}

function toArticle(rule: DeadlineRule, { kind }: DeadlineStep): string | null {
  switch (kind) {
    case 'rule':
    case 'counted-back':
      return articleOf(rule);
    case 'extended':
      return rule.extensionArticle;
    case 'first-and-last':
      return deadlineText('law.days');
    case 'first-only':
      return deadlineText('law.calendar');
    case 'workdays':
      return deadlineText('law.workdays');
    case 'months':
      return deadlineText('law.months');
    case 'by-clock':
      return deadlineText('law.hours');
    case 'rolled':
      return deadlineText('law.rolled');
    case 'target':
      return deadlineText('law.target');
    case 'no-suspension':
      return deadlineText('no-suspension', { act: rule.act });
    case 'not-rolled':
    case 'suspended':
      return null;
  }
}
