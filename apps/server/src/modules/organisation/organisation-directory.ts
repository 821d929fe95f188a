import { AppError, type Category, type Unit } from '@opis/contracts';
import { type Clock, systemClock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { listCategories, listNomenclature, type NomenclatureRow } from './classification-views.ts';
import { findInstitution, type Institution } from './institution.ts';
import { isOpen, listTreeUnits, type TreeUnit } from './unit-views.ts';

/**
 * Institution, units, categories and nomenclature by code, for whoever asks thousands of times a second. Kept in
 * memory for `keepMs`; what is not found there is looked for in the database, so that a new code works at once and a
 * changed one after `keepMs`. It reads on the pool: ask before a transaction, not inside one.
 */
export type OrganisationDirectory = {
  /** A unit that receives papers today. */
  findUnit(code: string): Promise<Unit | undefined>;
  /** Any unit, closed ones too: old rows name them. */
  findUnitById(id: string): Promise<TreeUnit | undefined>;
  findCategory(code: string): Promise<Category | undefined>;
  /** A row of the nomenclature in force today. */
  findNomenclatureItem(code: string): Promise<NomenclatureRow | undefined>;
  /** Throws `organisation.not-initialised` before there is one. */
  institution(): Promise<Institution>;
  /** Forgets what is kept, after this process changed the organisation. */
  forget(): void;
};

type Snapshot = {
  today: string;
  readAt: number;
  unitsByCode: ReadonlyMap<string, TreeUnit>;
  unitsById: ReadonlyMap<string, TreeUnit>;
  categories: ReadonlyMap<string, Category>;
  nomenclature: ReadonlyMap<string, NomenclatureRow>;
  institution: Institution | undefined;
};

type Options = { clock?: Clock; keepMs?: number; elapsedMs?: () => number };

/** Opens the directory; one for the process. */
export function organisationDirectory(db: Db, options: Options = {}): OrganisationDirectory {
  const { clock = systemClock, keepMs = 3_000, elapsedMs = () => performance.now() } = options;
  let kept: Snapshot | undefined;
  let reading: Promise<Snapshot> | undefined;

  // One reading at a time; one that `forget` overtook is used by who waits for it, but not kept.
  function read(): Promise<Snapshot> {
    if (reading !== undefined) return reading;
    const mine = readSnapshot(db, toLegalTime(clock.now()).date, elapsedMs());
    reading = mine;
    const done = (snapshot?: Snapshot) => {
      if (reading !== mine) return;
      reading = undefined;
      kept = snapshot ?? kept;
    };
    mine.then(done, () => done());
    return mine;
  }
  const isFresh = (snapshot: Snapshot) => elapsedMs() - snapshot.readAt < keepMs;

  async function find<T>(pick: (snapshot: Snapshot) => T | undefined): Promise<T | undefined> {
    if (kept === undefined || !isFresh(kept)) return pick(await read());
    return pick(kept) ?? pick(await read());
  }

  return {
    findUnit: (code) =>
      find((snapshot) => {
        const unit = snapshot.unitsByCode.get(code);
        return unit && isOpen(unit, snapshot.today) ? unit : undefined;
      }),
    findUnitById: (id) => find((snapshot) => snapshot.unitsById.get(id)),
    findCategory: (code) => find((snapshot) => snapshot.categories.get(code)),
    findNomenclatureItem: (code) => find((snapshot) => snapshot.nomenclature.get(code)),
    institution: async () => {
      const institution = await find((snapshot) => snapshot.institution);
      if (institution === undefined) throw new AppError('dependency', 'organisation.not-initialised');
      return institution;
    },
    forget: () => {
      kept = undefined;
      reading = undefined;
    },
  };
}

async function readSnapshot(db: Db, today: string, readAt: number): Promise<Snapshot> {
  const [units, categories, nomenclature, institution] = await Promise.all([
    listTreeUnits(db),
    listCategories(db, today),
    listNomenclature(db, today),
    findInstitution(db),
  ]);
  return {
    today,
    readAt,
    unitsByCode: byKey(units, 'code'),
    unitsById: byKey(units, 'id'),
    categories: byKey(categories, 'code'),
    nomenclature: byKey(nomenclature, 'code'),
    institution,
  };
}

function byKey<K extends string, T extends Record<K, string>>(
  items: readonly T[],
  key: K,
): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item[key], item]));
}
