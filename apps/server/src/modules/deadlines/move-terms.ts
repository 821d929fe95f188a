import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { recount, type TermAct, write } from './act-on-terms.ts';
import { type LawSnapshot, readLaw } from './deadline-book.ts';
import { tellPeople } from './tell-of-terms.ts';
import type { Term, TermDeps } from './term.ts';
import { listOpenTerms, lockOpenTerms, saveTerms } from './term-store.ts';

/** Which open terms a change of the law may touch. */
export type Touched =
  | { readonly days: readonly string[] }
  | { readonly rule: { readonly id: string; readonly validFrom: string } };

const condition = (touched: Touched) =>
  'rule' in touched
    ? sql`terms.rule_id = ${touched.rule.id} AND terms.rule_valid_from = ${touched.rule.validFrom}`
    : sql`EXISTS (SELECT FROM unnest(${touched.days}::date[]) AS changed(day)
        WHERE changed.day BETWEEN least(terms.start_on, terms.target_on) AND greatest(terms.start_on, terms.limit_on))`;

/** A term with the due day that the law gives it now. */
export type Move = { readonly term: Term; readonly to: string };

/** The open terms that another law would give another due day, without moving any. */
export async function listMoves(db: Db | Tx, law: LawSnapshot, touched: Touched): Promise<Move[]> {
  return (await listOpenTerms(db, condition(touched)))
    .map((term) => ({ term, to: recount(law, term).due }))
    .filter(({ term, to }) => to !== term.dueOn);
}

/**
 * Gives open terms the dates of the law as this transaction sees it: days were added or taken out, a rule was checked.
 * Each that is due on another day is told by an event and a notice. Gives how many.
 */
export async function moveTerms(
  tx: Tx,
  deps: TermDeps,
  { actor, at, touched }: TermAct & { touched: Touched },
): Promise<number> {
  const law = await readLaw(tx);
  const moves = (await lockOpenTerms(tx, condition(touched)))
    .map((term) => ({ term, dates: recount(law, term) }))
    .filter(({ term, dates }) => !isSame(term, dates));
  // The other of the two dates moved, which nobody is given: it is kept, and is no news.
  const unseen = moves.filter(
    ({ term, dates }) => dates.due === term.dueOn && dates.target === term.targetOn,
  );
  await saveTerms(
    tx,
    unseen.map(({ term: { id }, dates }) => ({ id, dates })),
  );
  const seen = moves.filter((move) => !unseen.includes(move));
  const datesOf = new Map(seen.map(({ term, dates }) => [term.id, dates]));
  const terms = seen.map(({ term }) => term);
  await write(tx, deps, { actor, at, type: 'term.moved' }, terms, (term) => {
    const dates = datesOf.get(term.id);
    return dates && { dates };
  });
  const moved = terms.filter((term) => datesOf.get(term.id)?.due !== term.dueOn);
  await tellPeople(tx, deps, {
    ...{ kind: 'term-moved', at },
    terms: moved.map((term) => ({ ...term, dueOn: datesOf.get(term.id)?.due ?? term.dueOn })),
  });
  return moved.length;
}

const isSame = ({ dueOn, targetOn, limitOn }: Term, { due, target, limit }: ReturnType<typeof recount>) =>
  due === dueOn && target === targetOn && limit === limitOn;
