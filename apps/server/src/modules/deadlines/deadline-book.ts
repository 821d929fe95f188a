import {
  AppError,
  computeDates,
  computeDeadline,
  type DeadlineDates,
  type DeadlineRule,
  type DeadlineStart,
  type ExplainedDeadline,
  type LegalCalendar,
  legalCalendar,
  type Prolonged,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { readCalendarDays } from '../organisation/index.ts';
import { listRules } from './rule-store.ts';

/** The law as it was read: everything about it is pure from here on. */
export type LawSnapshot = {
  readonly rules: readonly DeadlineRule[];
  readonly calendar: LegalCalendar;
  /** The rule as it is on a legal day; throws `deadline.rule-unknown`. */
  rule(rule: RuleRef, on: string): DeadlineRule;
  /**
   * The version by which a term that starts on a day is to run: that of the day, or the first, for a paper that came in
   * before the rule was written here. Throws `deadline.rule-unknown`.
   */
  ruleFor(id: string, startOn: string): DeadlineRule;
  /** The dates of a term by the rule in force when it starts, with the one that people are given. */
  dates(rule: RuleRef, start: DeadlineStart, prolonged?: Prolonged): GivenDates;
  /** The same with each day and why. */
  explain(rule: RuleRef, start: DeadlineStart, prolonged?: Prolonged): ExplainedDeadline & GivenDates;
};

/** A rule by its name, in the version of the day; or one very version of it, with which a term began. */
export type RuleRef = string | Pick<DeadlineRule, 'id' | 'validFrom'>;

/** Dates with the rule that gave them; `due`: the one that people are given. */
export type GivenDates = DeadlineDates & { readonly rule: DeadlineRule; readonly due: string };

/**
 * Rules and calendar, kept in memory for `keepMs` for whoever asks thousands of times a second. `read` with a transaction
 * reads in it when what is kept is old, and keeps nothing of what others cannot see yet.
 */
export type DeadlineBook = {
  read(on?: Tx): Promise<LawSnapshot>;
  rule(id: string, on: string): Promise<DeadlineRule>;
  calendar(): Promise<LegalCalendar>;
  compute(ruleId: string, start: DeadlineStart): Promise<ExplainedDeadline & GivenDates>;
  /** Forgets what is kept, after this process changed rules or days. */
  forget(): void;
};

type Options = { db: Db; keepMs?: number; elapsedMs?: () => number };

/** Opens the book; one for the process. */
export function deadlineBook({
  db,
  keepMs = 3_000,
  elapsedMs = () => performance.now(),
}: Options): DeadlineBook {
  let kept: { snapshot: LawSnapshot; readAt: number } | undefined;

  async function read(on?: Tx): Promise<LawSnapshot> {
    if (kept !== undefined && elapsedMs() - kept.readAt < keepMs) return kept.snapshot;
    if (on !== undefined) return readLaw(on);
    const readAt = elapsedMs();
    const snapshot = await readLaw(db);
    kept = { snapshot, readAt };
    return snapshot;
  }

  return {
    read,
    rule: async (id, on) => (await read()).rule(id, on),
    calendar: async () => (await read()).calendar,
    compute: async (ruleId, start) => (await read()).explain(ruleId, start),
    forget: () => {
      kept = undefined;
    },
  };
}

/** The law as this connection sees it now. */
export async function readLaw(db: Db | Tx): Promise<LawSnapshot> {
  const rules = await listRules(db);
  const days = await readCalendarDays(db);
  return lawOf(rules, legalCalendar({ ...days, years: await listVerifiedYears(db) }));
}

/** Years whose days off somebody compared; terms are counted in no other. */
export async function listVerifiedYears(db: Db | Tx): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ year: number }>`SELECT calendar_years.year FROM calendar_years`.execute(db);
  return new Set(rows.map(({ year }) => year));
}

/** Rules, those of one name from the first version on, and a calendar as one law. */
export function lawOf(rules: readonly DeadlineRule[], calendar: LegalCalendar): LawSnapshot {
  function rule(ref: RuleRef, on: string): DeadlineRule {
    const found = rules.find((each) =>
      typeof ref === 'string'
        ? each.id === ref && each.validFrom <= on && (each.validTo === null || on < each.validTo)
        : each.id === ref.id && each.validFrom === ref.validFrom,
    );
    return found ?? unknown(typeof ref === 'string' ? ref : ref.id);
  }
  function ruleFor(id: string, startOn: string): DeadlineRule {
    const first = rules.find((each) => each.id === id);
    return first !== undefined && startOn < first.validFrom ? first : rule(id, startOn);
  }
  function dates(ref: RuleRef, start: DeadlineStart, prolonged: Prolonged = {}): GivenDates {
    const found = rule(ref, start.on);
    const counted = computeDates(found, start, calendar, prolonged);
    return { ...counted, rule: found, due: counted[found.given] };
  }
  function explain(ref: RuleRef, start: DeadlineStart, prolonged: Prolonged = {}) {
    const found = rule(ref, start.on);
    const explained = computeDeadline(found, start, calendar, prolonged);
    return { ...explained, rule: found, due: explained[found.given] };
  }
  return { rules, calendar, rule, ruleFor, dates, explain };
}

function unknown(rule: string): never {
  throw new AppError('not-found', 'deadline.rule-unknown', { details: { rule } });
}
