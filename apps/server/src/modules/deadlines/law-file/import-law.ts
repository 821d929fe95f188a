import { AppError, type HolidayRule, holidaysOf, type LawFile, legalCalendar } from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { type EventActor, recordEvent } from '../../events/index.ts';
import {
  addLegalHoliday,
  endLegalHoliday,
  listLegalHolidays,
  readCalendarDays,
} from '../../organisation/index.ts';
import { countRunning } from '../check-rule.ts';
import { lawOf, listVerifiedYears } from '../deadline-book.ts';
import { listMoves, moveTerms } from '../move-terms.ts';
import { addRuleVersion, listRules } from '../rule-store.ts';
import type { TermDeps } from '../term.ts';
import { type LawPlan, type NewHoliday, type NewVersion, planLaw, toVersion } from './plan-law.ts';

export type LawFileDeps = TermDeps & { db: Db };

/** What a file would do: `running` terms of each rule stay with the version they began with; days off move open terms. */
export type LawForecast = {
  readonly versions: readonly (NewVersion & { readonly running: number })[];
  readonly holidays: readonly (NewHoliday & { readonly days: readonly string[] })[];
  readonly moving: number;
};

/** The whole law as a file says it, every version of it. */
export async function readWrittenLaw(db: Db | Tx): Promise<LawFile> {
  const [rules, holidays] = [await listRules(db), await listLegalHolidays(db)];
  return { rules: rules.map(toVersion), holidays };
}

/** What would be written, nothing of what stays the same. Throws `request.invalid` with the path of all that is wrong. */
export async function previewLaw({ db, clock }: LawFileDeps, file: LawFile): Promise<LawForecast> {
  const plan = await readPlan(db, file, toLegalTime(clock.now()).year);
  const running = await countRunning(db);
  const years = await listVerifiedYears(db);
  const countOf = (id: string) =>
    [...running].reduce((sum, [key, count]) => sum + (key.startsWith(`${id} `) ? count : 0), 0);
  const holidays = plan.holidays.map((each) => ({ ...each, days: daysOf(each, years) }));
  return {
    versions: plan.versions.map((each) => ({ ...each, running: countOf(each.rule.id) })),
    holidays,
    moving: holidays.length === 0 ? 0 : await countMoving(db, holidays, years),
  };
}

/**
 * Writes it, all or nothing: versions beside those that are there, of which none is changed; terms that run keep theirs.
 * Days off by law are another matter: open terms are counted anew over them, each told by an event and a notice.
 */
export async function importLaw(deps: LawFileDeps, by: EventActor, file: LawFile): Promise<LawPlan> {
  const at = deps.clock.now();
  const plan = await deps.db
    .transaction()
    .execute(async (tx) => {
      const found = await readPlan(tx, file, toLegalTime(at).year);
      for (const version of found.versions) await writeVersion(tx, by, version, at);
      for (const holiday of found.holidays) await writeHoliday(tx, by, holiday, at);
      const years = await listVerifiedYears(tx);
      const days = found.holidays.flatMap((each) => daysOf(each, years));
      if (days.length > 0) await moveTerms(tx, deps, { actor: by, at, touched: { days } });
      return found;
    })
    .catch(refuseOverlap);
  deps.deadlines.forget();
  return plan;
}

async function readPlan(db: Db | Tx, file: LawFile, thisYear: number): Promise<LawPlan> {
  const written = { rules: await listRules(db), holidays: await listLegalHolidays(db) };
  const plan = planLaw(file, written, thisYear);
  if (plan.issues.length > 0) throw new AppError('validation', 'request.invalid', { fields: plan.issues });
  return plan;
}

// Somebody wrote another version of the same meanwhile: the constraints let no two hold on one day.
function refuseOverlap(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isTaken = code === '23P01' || code === '23505';
  throw isTaken ? new AppError('conflict', 'deadline.changed-meanwhile', { cause: error }) : error;
}

async function writeVersion(tx: Tx, by: EventActor, { rule, before }: NewVersion, at: Date) {
  await addRuleVersion(tx, rule);
  await recordEvent(tx, by, {
    ...{ type: 'deadline-rule.imported', at, subjectType: 'deadline-rule', subjectId: newId() },
    data: { rule: rule.id, validFrom: rule.validFrom, before: before?.validFrom ?? null },
  });
}

async function writeHoliday(tx: Tx, by: EventActor, { holiday, ends }: NewHoliday, at: Date) {
  const { code, fromYear, untilYear } = holiday;
  if (ends && untilYear !== null) await endLegalHoliday(tx, { code, untilYear });
  else await addLegalHoliday(tx, holiday);
  await recordEvent(tx, by, {
    ...{ type: 'legal-holiday.imported', at, subjectType: 'legal-holiday', subjectId: newId() },
    data: { code, fromYear, untilYear },
  });
}

const toRule = ({ holiday, ends }: NewHoliday): HolidayRule => {
  const { name, month, day, easterOffset, fromYear, untilYear, act, article } = holiday;
  return {
    ...{ name, month, day, easterOffset, source: `${act}, ${article}` },
    // Of one that ends, the days that are no holiday any more.
    validFrom: `${ends && untilYear !== null ? untilYear + 1 : fromYear}-01-01`,
    validTo: ends || untilYear === null ? null : `${untilYear + 1}-01-01`,
  };
};

/** The days that become days off, or are none any more, in the years that terms are counted in. */
const daysOf = (change: NewHoliday, years: ReadonlySet<number>): string[] =>
  [...years].sort().flatMap((year) => holidaysOf([toRule(change)], year).map(({ day }) => day));

async function countMoving(
  db: Db,
  changes: readonly (NewHoliday & { days: readonly string[] })[],
  years: ReadonlySet<number>,
): Promise<number> {
  const { holidays, own } = await readCalendarDays(db);
  const ending = new Map(
    changes.filter(({ ends }) => ends).map(({ holiday }) => [holiday.code, holiday.untilYear]),
  );
  const kept = holidays.map((each) => {
    const untilYear = each.validTo === null ? ending.get(each.code) : undefined;
    return untilYear == null ? each : { ...each, validTo: `${untilYear + 1}-01-01` };
  });
  const added = changes.filter(({ ends }) => !ends).map(toRule);
  const calendar = legalCalendar({ holidays: [...kept, ...added], own, years });
  const touched = { days: changes.flatMap(({ days }) => days) };
  return (await listMoves(db, lawOf(await listRules(db), calendar), touched)).length;
}
