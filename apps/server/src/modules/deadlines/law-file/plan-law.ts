import { isDeepStrictEqual } from 'node:util';
import {
  type DeadlineRule,
  type ErrorCode,
  type FieldError,
  type HolidayVersion,
  type LawFile,
  OwnRuleId,
  RuleVersion,
} from '@opis/contracts';

/** The law as it is written here. */
export type WrittenLaw = {
  readonly rules: readonly DeadlineRule[];
  readonly holidays: readonly HolidayVersion[];
};

/** A version to be written; `before`: the one that ends where it begins, null of a rule that is new. */
export type NewVersion = { readonly rule: RuleVersion; readonly before: RuleVersion | null };
/** A holiday to be written, or the last year of one that has none. */
export type NewHoliday = { readonly holiday: HolidayVersion; readonly ends: boolean };

/** What a file adds to the law, and all that is wrong in it, each with its path in the file. */
export type LawPlan = {
  readonly versions: readonly NewVersion[];
  readonly holidays: readonly NewHoliday[];
  readonly issues: readonly FieldError[];
};

/** Compares a file with the law. Pure. What the file says and is written already is left out. */
export function planLaw({ rules, holidays }: LawFile, written: WrittenLaw, thisYear: number): LawPlan {
  const law = { rules: written.rules.map(toVersion), holidays: [...written.holidays] };
  const issues: FieldError[] = [];
  const versions: NewVersion[] = [];
  for (const [at, rule] of rules.entries()) {
    const before = law.rules.findLast(({ id }) => id === rule.id) ?? null;
    const known = law.rules.find(({ id, validFrom }) => id === rule.id && validFrom === rule.validFrom);
    if (known && isDeepStrictEqual(known, rule)) continue;
    const isRepeated = versions.some((each) => each.rule === known);
    const issue = isRepeated ? repeated : ruleIssue(rule, { known, before });
    if (issue) issues.push({ path: `rules.${at}.${issue.path}`, code: issue.code });
    else {
      versions.push({ rule, before });
      law.rules.push(rule);
    }
  }
  const added: NewHoliday[] = [];
  for (const [at, holiday] of holidays.entries()) {
    const before = law.holidays.findLast(({ code }) => code === holiday.code);
    if (law.holidays.some((each) => isDeepStrictEqual(each, holiday))) continue;
    const ends = before?.fromYear === holiday.fromYear;
    const issue = holidayIssue(holiday, before, thisYear);
    if (issue) issues.push({ path: `holidays.${at}.${issue.path}`, code: issue.code });
    else {
      added.push({ holiday, ends });
      law.holidays = [...law.holidays.filter((each) => !ends || each !== before), holiday];
    }
  }
  return { versions, holidays: added, issues };
}

type Issue = { path: string; code: ErrorCode };
const repeated: Issue = { path: 'validFrom', code: 'deadline-file.repeated' };

function ruleIssue(
  rule: RuleVersion,
  { known, before }: { known: RuleVersion | undefined; before: RuleVersion | null },
): Issue | undefined {
  if (known) return { path: 'validFrom', code: 'deadline-file.version-kept' };
  if (before === null) {
    return OwnRuleId.safeParse(rule.id).success ? undefined : { path: 'id', code: 'deadline-file.own-id' };
  }
  if (rule.validFrom < before.validFrom) return { path: 'validFrom', code: 'deadline-file.version-before' };
  // Who asks for a rule by its name counts on it: an answer is counted onwards, a window back from its end.
  if (rule.direction !== before.direction) return { path: 'direction', code: 'deadline-file.direction-kept' };
  return undefined;
}

function holidayIssue(
  holiday: HolidayVersion,
  before: HolidayVersion | undefined,
  thisYear: number,
): Issue | undefined {
  if (before?.fromYear === holiday.fromYear) {
    const isEnd =
      before.untilYear === null && isDeepStrictEqual({ ...before, untilYear: holiday.untilYear }, holiday);
    if (!isEnd) return { path: 'fromYear', code: 'deadline-file.holiday-kept' };
    const last = holiday.untilYear ?? thisYear;
    return last < thisYear ? { path: 'untilYear', code: 'deadline-file.year-past' } : undefined;
  }
  if (before && (before.untilYear === null || before.untilYear >= holiday.fromYear)) {
    return { path: 'fromYear', code: 'deadline-file.holiday-kept' };
  }
  return holiday.fromYear < thisYear ? { path: 'fromYear', code: 'deadline-file.year-past' } : undefined;
}

const keys = Object.keys(RuleVersion.shape) as (keyof RuleVersion)[];

/** A rule as a file says it. */
export const toVersion = (rule: DeadlineRule | RuleVersion): RuleVersion =>
  Object.fromEntries(keys.map((key) => [key, rule[key]])) as RuleVersion;

/** What a new version says otherwise than the one before it. */
export function changesOf({
  rule,
  before,
}: NewVersion): { key: keyof RuleVersion; before: string; after: string }[] {
  if (before === null) return [];
  const say = (value: RuleVersion[keyof RuleVersion]) => (value === null ? '' : String(value));
  return keys
    .filter((key) => key !== 'validFrom' && before[key] !== rule[key])
    .map((key) => ({ key, before: say(before[key]), after: say(rule[key]) }));
}
