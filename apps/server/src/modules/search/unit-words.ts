import { foldText } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { listTreeUnits } from '../organisation/index.ts';
import { keys } from './entry-keys.ts';

/** A unit as it is searched: rows of the index name only its id, so that a new name counts at once. */
export type UnitWords = {
  id: string;
  code: string;
  name: string;
  shortName: string;
  words: ReadonlySet<string>;
};

/** The units of the institution, read again after some seconds. */
export type UnitList = { all(): Promise<readonly UnitWords[]> };

const keptForMs = 5_000;

export function unitList({ db, clock }: { db: Db; clock: Clock }): UnitList {
  let kept: { units: readonly UnitWords[]; until: number } | undefined;
  return {
    async all() {
      const now = clock.now().getTime();
      if (kept === undefined || kept.until <= now) {
        const units = (await listTreeUnits(db)).map(({ id, code, name, shortName }) => {
          const words = new Set(foldText(`${name} ${shortName}`).split(' '));
          return { id, code, name, shortName, words };
        });
        kept = { units, until: now + keptForMs };
      }
      return kept.units;
    },
  };
}

/** Keys of the units whose name has the word, or one that begins with it. */
export function keysOfUnits(
  units: readonly UnitWords[],
  { word, beginning }: { word: string; beginning: boolean },
): string[] {
  const named = (unit: UnitWords) =>
    unit.words.has(word) || (beginning && [...unit.words].some((name) => name.startsWith(word)));
  return units.filter(named).map((unit) => keys.unit(unit.id));
}
