import { formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { type CaseFileState, placeOf } from '../case-file.ts';
import { passFiles } from './pass-files.ts';
import type { CaseWriteDeps } from './write-changes.ts';

type Deps = CaseWriteDeps & { db: Db };

/** The closing of a unit whose files pass, in the name of an account. */
export type UnitHandover = {
  id: string;
  accountId: string;
  /** Holds the closing in this transaction; false when there is nothing more to be done for it. */
  goesOn(tx: Tx): Promise<boolean>;
};
type Passing = UnitHandover & { fromUnitId: string; toUnitId: string };
type Returning = UnitHandover & { toUnitId: string };

/** So many files in a transaction: whoever registers meanwhile waits for none of them long. */
const atOnce = 200;

/**
 * Hands every open file of a unit over to another, each with whoever has it, column 8 following where the book is still
 * open; gives how many. What is handed over is no longer with the first unit, so it may stop anywhere and be repeated.
 */
export function handOverUnitFiles(deps: Deps, handover: Passing): Promise<number> {
  return untilNone(deps, handover, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      SELECT case_files.id FROM case_files
      WHERE case_files.unit_id = ${handover.fromUnitId} AND case_files.status IN ('with-unit', 'with-handler')
      ORDER BY case_files.id LIMIT ${atOnce}
    `.execute(tx);
    const moved = await moveFiles(tx, deps, {
      ...handover,
      ids: rows.map((row) => row.id),
      may: (file) => file.unitId === handover.fromUnitId && file.status !== 'closed',
    });
    await keepHandedOver(tx, handover.id, moved);
    return rows.length;
  });
}

/** Gives the files of a closing that was reversed back to their unit, those that nobody acted on since; gives how many. */
export async function giveBackUnitFiles(deps: Deps, handover: Returning): Promise<number> {
  let back = 0;
  await untilNone(deps, handover, async (tx) => {
    const { rows } = await sql<{ id: string; version: number }>`
      SELECT case_handovers.case_file_id AS id, case_handovers.version FROM case_handovers
      WHERE case_handovers.handover_id = ${handover.id} AND case_handovers.given_back IS NULL
      ORDER BY case_handovers.case_file_id LIMIT ${atOnce}
    `.execute(tx);
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    const moved = await moveFiles(tx, deps, {
      ...handover,
      ids: [...versions.keys()],
      may: (file) => file.version === versions.get(file.id) && file.status !== 'closed',
    });
    const returned = moved.map((file) => file.id);
    await sql`
      UPDATE case_handovers SET given_back = case_handovers.case_file_id = ANY (${returned}::uuid[])
      WHERE case_handovers.handover_id = ${handover.id}
        AND case_handovers.case_file_id = ANY (${[...versions.keys()]}::uuid[])
    `.execute(tx);
    back += returned.length;
    return rows.length;
  });
  return back;
}

/** Of reversed closings: how many files went back, and the numbers of those on which somebody had acted. */
export async function describeReturn(
  db: Db,
  handoverIds: readonly string[],
): Promise<{ givenBack: number; touched: string[] }> {
  const { rows } = await sql<{ number: number; registered_on: string; given_back: boolean }>`
    SELECT entries.number, entries.registered_on, case_handovers.given_back
    FROM case_handovers JOIN entries ON entries.id = case_handovers.case_file_id
    WHERE case_handovers.handover_id = ANY (${handoverIds}::uuid[]) AND case_handovers.given_back IS NOT NULL
    ORDER BY entries.registered_on, entries.number
  `.execute(db);
  const touched = rows.filter((row) => !row.given_back);
  return {
    givenBack: rows.length - touched.length,
    touched: touched.map((row) => formatRegistrationNumber(row.number, row.registered_on)),
  };
}

async function untilNone(
  { db }: Deps,
  { goesOn }: UnitHandover,
  some: (tx: Tx) => Promise<number>,
): Promise<number> {
  for (let total = 0; ; ) {
    const done = await db.transaction().execute(async (tx) => ((await goesOn(tx)) ? some(tx) : 0));
    total += done;
    if (done === 0) return total;
  }
}

type Move = {
  ids: readonly string[];
  accountId: string;
  toUnitId: string;
  may(file: CaseFileState): boolean;
};

const moveFiles = (tx: Tx, deps: Deps, { ids, accountId, toUnitId, may }: Move) =>
  passFiles(tx, deps, {
    ids,
    acting: { accountId, onBehalfOf: null },
    may,
    place: (file) => placeOf(toUnitId, file.handlerId),
  });

async function keepHandedOver(tx: Tx, handoverId: string, files: readonly CaseFileState[]): Promise<void> {
  const rows = files.map(({ id, version }) => ({ id, version: version + 1 }));
  await sql`
    INSERT INTO case_handovers (handover_id, case_file_id, version)
    SELECT ${handoverId}, given.id, given.version
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(id uuid, version int)
    ON CONFLICT (handover_id, case_file_id) DO UPDATE SET version = excluded.version
  `.execute(tx);
}
