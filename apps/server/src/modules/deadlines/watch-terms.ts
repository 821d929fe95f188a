import { addDays, daysBetween, type LegalCalendar, type NoticeKind } from '@opis/contracts';
import { sql } from 'kysely';
import { fromLegalTime, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { EventActor } from '../events/index.ts';
import { notify } from '../notices/index.ts';
import { write } from './act-on-terms.ts';
import { peopleToTell } from './people-to-tell.ts';
import type { Term, TermDeps } from './term.ts';
import { listOpenTerms, lockOpenTerms } from './term-store.ts';

/** Nobody did it: the clock. */
const nobody: EventActor = { accountId: null };
const atOnce = 500;

/** When people are told: on working days, from the hour at which offices open until they close. */
const opens = '08:00';
const closes = '16:00';

/** The farthest notice first; each is given once. */
const warnings: readonly { kind: NoticeKind; days: number }[] = [
  { kind: 'term-10', days: 10 },
  { kind: 'term-5', days: 5 },
  { kind: 'term-2', days: 2 },
];

export type WatchDeps = TermDeps & { db: Db };

/**
 * What the clock brings: terms whose day has passed are recorded as missed, once, at any hour; people are told ten, five
 * and two days before, of one in hours some hours before, and when it was missed, in working time only. Safe to repeat and in many processes.
 */
export async function watchTerms(deps: WatchDeps): Promise<{ missed: number; told: number }> {
  const at = deps.clock.now();
  let missed = 0;
  for (let some = atOnce; some === atOnce; missed += some) some = await recordMissed(deps, at);
  return { missed, told: await tellPeople(deps, at) };
}

function recordMissed(deps: WatchDeps, at: Date): Promise<number> {
  const today = toLegalTime(at).date;
  return deps.db.transaction().execute(async (tx) => {
    const late = await lockOpenTerms(
      tx,
      sql`terms.id IN (SELECT late.id FROM terms AS late WHERE late.status = 'running' AND ${isLate(today, at)}
        AND late.missed_at IS NULL ORDER BY late.id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)`,
    );
    return write(tx, deps, { actor: nobody, at, type: 'term.missed' }, late, () => ({ missedAt: at }));
  });
}

// One in hours that ends on the day on which it is due is past at its instant; every other when its day is.
const isLate = (
  today: string,
  at: Date,
) => sql`late.due_on <= ${today}::date AND (late.due_on < ${today}::date
  OR (late.due_on = late.limit_on AND late.limit_at < ${at}))`;

async function tellPeople(deps: WatchDeps, at: Date): Promise<number> {
  const { date: today, time } = toLegalTime(at);
  const calendar = await deps.deadlines.calendar();
  if (calendar.dayOffHere(today) !== undefined || time < opens || time >= closes) return 0;
  const farthest = addDays(today, Math.max(...warnings.map(({ days }) => days)));
  const terms = await listOpenTerms(
    deps.db,
    sql`terms.status = 'running' AND terms.due_on <= ${farthest}::date
    AND terms.due_on >= ${addDays(today, -longestSilence)}::date`,
  );
  const due = terms.flatMap((term) => {
    const kind = term.limitAt === null ? warningOf(term, today) : hourWarningOf(term, at, calendar);
    return kind ? [{ term, kind }] : [];
  });
  let told = 0;
  for (let first = 0; first < due.length; first += atOnce) {
    told += await tellOf(deps, at, due.slice(first, first + atOnce));
  }
  return told;
}

/** What was missed long ago was told then; a start after a long stand-still tells no older. */
const longestSilence = 30;

/** The notice that a term asks for on a day: the nearest that has come. None that the term began within. */
export function warningOf(term: Pick<Term, 'dueOn' | 'startOn'>, today: string): NoticeKind | undefined {
  const left = daysBetween(today, term.dueOn);
  if (left < 0) return 'term-missed';
  const whole = daysBetween(term.startOn, term.dueOn);
  return warnings.findLast(({ days }) => left <= days && whole > days)?.kind;
}

/** So many working hours before its end people are told of a term in hours: half an office day. */
const hoursAhead = 4;

/**
 * The notice that a term in hours asks for at a moment: from four working hours before its end on, counted back over
 * nights, Sundays and holidays; missed once its instant, or the cautious day that it is due on, is past. One that ends
 * where nobody works is told of in the last four hours that are worked before it; a shorter one as it begins.
 */
export function hourWarningOf(
  { dueOn, limitOn, limitAt }: Pick<Term, 'dueOn' | 'limitOn' | 'limitAt'>,
  at: Date,
  calendar: Pick<LegalCalendar, 'dayOffHere'>,
): NoticeKind | undefined {
  const ends = (dueOn === limitOn && limitAt) || fromLegalTime(dueOn, closes);
  const isPast = dueOn === limitOn ? limitAt !== null && at > limitAt : toLegalTime(at).date > dueOn;
  if (isPast) return 'term-missed';
  return ends && at >= workingHoursBefore(ends, calendar) ? 'term-hours' : undefined;
}

// Office hours are the same every day of work; between two clocks of one day no hour is ever lost or doubled by the
// change of the clock, which falls on a Sunday night.
function workingHoursBefore(ends: Date, calendar: Pick<LegalCalendar, 'dayOffHere'>): Date {
  let left = hoursAhead * 3_600_000;
  let day = toLegalTime(ends).date;
  for (;;) {
    const [from, to] = [fromLegalTime(day, opens), fromLegalTime(day, closes)];
    if (from && to && calendar.dayOffHere(day) === undefined) {
      const last = Math.min(ends.getTime(), to.getTime());
      const worked = Math.max(0, last - from.getTime());
      if (worked >= left) return new Date(last - left);
      left -= worked;
    }
    day = addDays(day, -1);
  }
}

async function tellOf(
  deps: WatchDeps,
  at: Date,
  due: readonly { term: Term; kind: NoticeKind }[],
): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    const kinds = new Map(due.map(({ term, kind }) => [term.id, kind]));
    const far = due.filter(({ kind }) => kind === 'term-10' || kind === 'term-5').map(({ term }) => term);
    const near = due.filter(({ kind }) => kind !== 'term-10' && kind !== 'term-5').map(({ term }) => term);
    const told = [
      ...(await peopleToTell(tx, deps, { terms: far, at, heads: 'when-nobody' })),
      // What is about to be missed, or was, is the head's business too.
      ...(await peopleToTell(tx, deps, { terms: near, at, heads: 'always' })),
    ];
    const notices = told.flatMap(({ term, staffId }) => {
      const kind = kinds.get(term.id);
      if (kind === undefined) return [];
      const key = `${kind} ${term.id} ${term.dueOn}`;
      const { caseFileId, id: subjectId, dueOn, role } = term;
      return [{ staffId, kind, caseFileId, subjectId, dueOn, role, key }];
    });
    return notify(tx, notices, at);
  });
}
