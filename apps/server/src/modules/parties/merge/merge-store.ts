import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { Columns, MergeSide } from './merge-fields.ts';

/** Both sides of a merge under lock, always in the same order, so that two merges never wait for each other. */
export async function lockSides(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, MergeSide>> {
  const { rows } = await sql<MergeSide>`
    SELECT parties.id, parties.kind, parties.name, parties.search_key, parties.cnp_sealed::text AS cnp_sealed,
      parties.cnp_hash::text AS cnp_hash, parties.cui, parties.phone, parties.email, parties.address,
      parties.sealed_register_id, parties.merged_into
    FROM parties WHERE parties.id = ANY (${ids}::uuid[]) ORDER BY parties.id FOR UPDATE
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The act itself, as it is kept. */
export type Merge = {
  id: string;
  mergedId: string;
  survivorId: string;
  before: Columns;
  after: Columns;
};

/** Writes the act and what it changes: first the merged party steps back, so that its identifiers are free. */
export async function writeMerge(
  tx: Tx,
  merge: Merge,
  act: { at: Date; by: string; reason: string | null },
): Promise<void> {
  await sql`
    INSERT INTO party_merges (id, merged_id, survivor_id, merged_at, merged_by, reason, before, after)
    VALUES (${merge.id}, ${merge.mergedId}, ${merge.survivorId}, ${act.at}, ${act.by}, ${act.reason},
      ${JSON.stringify(merge.before)}, ${JSON.stringify(merge.after)})
  `.execute(tx);
  await sql`
    UPDATE parties SET merged_into = ${merge.survivorId}, merge_id = ${merge.id} WHERE parties.id = ${merge.mergedId}
  `.execute(tx);
  await setColumns(tx, merge.survivorId, merge.after);
}

/** A merge into this party that is still in force, and whether a later one into it is too. */
export async function findMerge(
  tx: Tx,
  given: { mergeId: string; survivorId: string },
): Promise<(Merge & { isLast: boolean }) | undefined> {
  const { rows } = await sql<Merge & { isLast: boolean }>`
    SELECT party_merges.id, party_merges.merged_id AS "mergedId", party_merges.survivor_id AS "survivorId",
      party_merges.before, party_merges.after,
      NOT EXISTS (SELECT FROM parties AS later_merged
        JOIN party_merges AS later ON later.id = later_merged.merge_id
        WHERE later_merged.merged_into = party_merges.survivor_id
          AND (later.merged_at, later.id) > (party_merges.merged_at, party_merges.id)) AS "isLast"
    FROM party_merges JOIN parties ON parties.merge_id = party_merges.id
    WHERE party_merges.id = ${given.mergeId} AND party_merges.survivor_id = ${given.survivorId}
  `.execute(tx);
  return rows[0];
}

/** Writes the act that takes a merge back and restores both sides: the survivor first, so that identifiers are free. */
export async function writeUnmerge(
  tx: Tx,
  given: { merge: Merge; restored: Partial<Record<string, string | null>> },
  act: { at: Date; by: string; reason: string },
): Promise<void> {
  const { merge, restored } = given;
  await sql`
    INSERT INTO party_unmerges (merge_id, unmerged_at, unmerged_by, reason)
    VALUES (${merge.id}, ${act.at}, ${act.by}, ${act.reason})
  `.execute(tx);
  await setColumns(tx, merge.survivorId, restored);
  await sql`UPDATE parties SET merged_into = NULL, merge_id = NULL WHERE parties.id = ${merge.mergedId}`.execute(
    tx,
  );
}

// Names of columns come from `columnsOf` alone; the values stay parameters.
async function setColumns(tx: Tx, id: string, columns: Partial<Record<string, string | null>>) {
  const names = Object.keys(columns);
  if (names.length === 0) return;
  const list = sql.join(names.map((name) => sql.ref(name)));
  const values = sql.join(names.map((name) => sql`given.${sql.ref(name)}`));
  await sql`
    UPDATE parties SET (${list}) = ROW (${values})
    FROM json_populate_record(NULL::parties, ${JSON.stringify(columns)}) AS given WHERE parties.id = ${id}
  `.execute(tx);
}
