import { legalCalendar, type MovingTerms, type OwnDay, type PreviewDaysRequest } from '@opis/contracts';
import type { Db } from '../../platform/db.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import { readCalendarDays } from '../organisation/index.ts';
import { type LawSnapshot, lawOf, listVerifiedYears } from './deadline-book.ts';
import { listMoves } from './move-terms.ts';
import { listRules } from './rule-store.ts';

/** A file as a list of moving terms names it. */
export type MovingFile = { readonly registrationNumber: string; readonly unit: string | null };

export type PreviewDaysDeps = {
  db: Db;
  /** Files of these ids that are in no confidential register, by id; handed in by `compose.ts`. */
  openlyNamed(ids: readonly string[]): Promise<ReadonlyMap<string, MovingFile>>;
};

const mostShown = 200;

/**
 * Which open terms a change of the institution's days would give another day; nothing is changed. Whoever administers sees
 * numbers and units, no subject and no person, and nothing of confidential registers.
 */
export async function previewDays(
  deps: PreviewDaysDeps,
  actor: Actor,
  { changes }: PreviewDaysRequest,
): Promise<MovingTerms> {
  requirePermission(actor, 'organisation.manage', null);
  const law = await lawWith(deps.db, changes);
  const moves = await listMoves(deps.db, law, { days: changes.map(({ day }) => day) });
  const files = await deps.openlyNamed([...new Set(moves.map(({ term }) => term.caseFileId))]);
  const named = moves.flatMap(({ term, to }) => {
    const file = files.get(term.caseFileId);
    return file ? [{ ...file, caseFileId: term.caseFileId, role: term.role, from: term.dueOn, to }] : [];
  });
  return { count: named.length, items: named.slice(0, mostShown) };
}

/** The law with days as they would be. */
async function lawWith(db: Db, changes: PreviewDaysRequest['changes']): Promise<LawSnapshot> {
  const [rules, days, years] = await Promise.all([
    listRules(db),
    readCalendarDays(db),
    listVerifiedYears(db),
  ]);
  const changed = new Set(changes.map(({ day }) => day));
  const added = changes.flatMap(({ day, kind, name }): OwnDay[] => (kind ? [{ day, kind, name }] : []));
  const own = [...days.own.filter(({ day }) => !changed.has(day)), ...added];
  const calendar = legalCalendar({ ...days, own, years });
  return lawOf(rules, calendar);
}
