import { addDays, daysBetween, type NoticeKind } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
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
 * and two days before and when it was missed, in working time only. Safe to repeat and in many processes.
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
      sql`terms.id IN (SELECT late.id FROM terms AS late WHERE late.status = 'running' AND late.due_on < ${today}::date
        AND late.missed_at IS NULL ORDER BY late.id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)`,
    );
    return write(tx, deps, { actor: nobody, at, type: 'term.missed' }, late, () => ({ missedAt: at }));
  });
}

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
    const kind = warningOf(term, today);
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

async function tellOf(
  deps: WatchDeps,
  at: Date,
  due: readonly { term: Term; kind: NoticeKind }[],
): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    const kinds = new Map(due.map(({ term, kind }) => [term.id, kind]));
    const far = due.filter(({ kind }) => kind === 'term-10' || kind === 'term-5').map(({ term }) => term);
    const near = due
      .filter(({ kind }) => kind === 'term-2' || kind === 'term-missed')
      .map(({ term }) => term);
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
