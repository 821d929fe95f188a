import { z } from 'zod';
import { Code, PlainDate, typedText } from '../api/fields.ts';
import { RuleId } from './deadline-rule.ts';
import { Certainty, CountMode } from './vocabulary.ts';

/**
 * A dated version of a rule as a file of the institution says it: what `DeadlineRule` is, without who checked it. The unit
 * is that of the count mode.
 */
export const RuleVersion = z
  .strictObject({
    id: RuleId,
    validFrom: PlainDate,
    name: typedText(200),
    act: typedText(200),
    article: typedText(200),
    value: z.number().int().min(1, { error: 'field.invalid' }).max(366, { error: 'field.invalid' }),
    countMode: CountMode,
    direction: z.enum(['after', 'before']).default('after'),
    startsFrom: typedText(200),
    stopsWith: typedText(200),
    extensionCap: z.number().int().min(0).max(366, { error: 'field.invalid' }).default(0),
    extensionArticle: typedText(200).nullable().default(null),
    suspendedBy: typedText(300).nullable().default(null),
    certainty: Certainty.default('K'),
    countModeCertainty: Certainty.default('K'),
    source: typedText(300),
  })
  .superRefine(({ extensionCap, extensionArticle, direction, countMode }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (extensionCap > 0 !== (extensionArticle !== null)) {
      refuse('extensionCap', 'deadline-file.extension-article');
    }
    if (direction === 'before' && countMode !== 'calendar')
      refuse('countMode', 'deadline-file.before-calendar');
  });
export type RuleVersion = z.infer<typeof RuleVersion>;

/**
 * A legal holiday as a file says it: on a fixed day of every year, or so many days after Orthodox Easter; `fromYear` the
 * first year in which it is one, `untilYear` the last (null: it still is).
 */
export const HolidayVersion = z
  .strictObject({
    code: Code.regex(/^[a-z]/, { error: 'field.invalid' }),
    name: typedText(200),
    month: z.number().int().min(1).max(12).nullable().default(null),
    day: z.number().int().min(1).max(31).nullable().default(null),
    easterOffset: z.number().int().min(-90).max(90).nullable().default(null),
    fromYear: z.number().int().min(1990).max(2099),
    untilYear: z.number().int().min(1990).max(2099).nullable().default(null),
    act: typedText(200),
    article: typedText(200),
  })
  .superRefine(({ month, day, easterOffset, fromYear, untilYear }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const isFixed = month !== null && day !== null;
    if ((easterOffset === null) !== isFixed || (month === null) !== (day === null)) {
      refuse(isFixed ? 'easterOffset' : 'month', 'deadline-file.holiday-day');
    } else if (isFixed && !isDayOfEveryYear(month, day)) refuse('day', 'field.invalid');
    if (untilYear !== null && untilYear < fromYear) refuse('untilYear', 'field.invalid');
  });
export type HolidayVersion = z.infer<typeof HolidayVersion>;

// 2023 has no 29 February: a day that not every year has is no yearly holiday.
const isDayOfEveryYear = (month: number, day: number): boolean =>
  new Date(Date.UTC(2023, month - 1, day)).getUTCMonth() === month - 1;

/** What `opis rules import` takes and `export` gives: rules and legal holidays, each with act and article. */
export const LawFile = z.strictObject({
  rules: z.array(RuleVersion).max(500).default([]),
  holidays: z.array(HolidayVersion).max(200).default([]),
});
export type LawFile = z.infer<typeof LawFile>;
