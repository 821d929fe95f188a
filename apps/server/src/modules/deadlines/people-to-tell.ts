import { toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { listPeopleOfUnits } from '../identity/index.ts';
import type { Term, TermDeps } from './term.ts';

/** Somebody who is to be told of a term. Who stands in for them is told through them. */
export type Told = { readonly term: Term; readonly staffId: string };

/**
 * Whom a notice about each term goes to: its handler; heads of the unit where it lies when it has none, or `always`. Of a
 * confidential file its handler alone: it belongs to no unit.
 */
export async function peopleToTell(
  db: Db | Tx,
  { termFiles }: Pick<TermDeps, 'termFiles'>,
  { terms, at, heads }: { terms: readonly Term[]; at: Date; heads: 'when-nobody' | 'always' },
): Promise<Told[]> {
  if (terms.length === 0) return [];
  const files = await termFiles.placesOf(db, [...new Set(terms.map(({ caseFileId }) => caseFileId))]);
  const units = [...new Set([...files.values()].flatMap(({ unitId }) => unitId ?? []))];
  const today = toLegalTime(at).date;
  const people = units.length === 0 ? [] : await listPeopleOfUnits(db, { unitIds: units, today, now: at });
  const leaders = Map.groupBy(
    people.filter(({ leads }) => leads),
    ({ unitId }) => unitId,
  );
  return terms.flatMap((term) => {
    const file = files.get(term.caseFileId);
    const handler = file?.handlerId ?? null;
    const withHeads = handler === null || heads === 'always';
    const led = (file?.unitId && withHeads && leaders.get(file.unitId)) || [];
    const told = new Set([...(handler === null ? [] : [handler]), ...led.map(({ id }) => id)]);
    return [...told].map((staffId) => ({ term, staffId }));
  });
}
