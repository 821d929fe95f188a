import type { Representation, RepresentationBasis } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

export type NewRepresentation = {
  id: string;
  representedId: string;
  representativeId: string;
  basis: RepresentationBasis;
  note: string | null;
  from: string;
  until: string | null;
  at: Date;
  by: string;
};

/** Writes a representation. */
export async function insertRepresentation(tx: Tx, given: NewRepresentation): Promise<void> {
  await sql`
    INSERT INTO party_representations (id, represented_id, representative_id, basis, note, from_on, until_on, added_at, added_by)
    VALUES (${given.id}, ${given.representedId}, ${given.representativeId}, ${given.basis}, ${given.note}, ${given.from},
      ${given.until}, ${given.at}, ${given.by})
  `.execute(tx);
}

/** One of a party's representations, on either side, under lock. */
export async function findRepresentation(
  tx: Tx,
  given: { partyId: string; id: string },
): Promise<{ from_on: string } | undefined> {
  const { rows } = await sql<{ from_on: string }>`
    SELECT party_representations.from_on FROM party_representations
    WHERE party_representations.id = ${given.id} AND EXISTS (SELECT FROM parties_under(${given.partyId}) AS under
      WHERE under.id IN (party_representations.represented_id, party_representations.representative_id))
    FOR UPDATE
  `.execute(tx);
  return rows[0];
}

/** Says on which day it last held. */
export async function closeRepresentation(
  tx: Tx,
  given: { id: string; until: string; at: Date; by: string },
): Promise<void> {
  await sql`
    UPDATE party_representations SET until_on = ${given.until}, ended_at = ${given.at}, ended_by = ${given.by}
    WHERE party_representations.id = ${given.id}
  `.execute(tx);
}

/** A party's representations, from whichever of its merged writings; the newest first. */
export async function listRepresentations(
  db: Db | Tx,
  given: { partyId: string; side: 'represented' | 'representative'; today: string },
): Promise<Representation[]> {
  const mine = sql.ref(`party_representations.${given.side}_id`);
  const other = sql.ref(
    `party_representations.${given.side === 'represented' ? 'representative' : 'represented'}_id`,
  );
  const { rows } = await sql<Omit<Representation, 'party'> & { party_id: string; party_name: string }>`
    SELECT party_representations.id, party_representations.basis, party_representations.note,
      party_representations.from_on AS from, party_representations.until_on AS until,
      party_representations.from_on <= ${given.today}::date
        AND coalesce(party_representations.until_on >= ${given.today}::date, true) AS current,
      parties.id AS party_id, parties.name AS party_name
    FROM party_representations JOIN parties ON parties.id = surviving_party(${other})
    WHERE ${mine} IN (SELECT under.id FROM parties_under(${given.partyId}) AS under)
    ORDER BY current DESC, party_representations.from_on DESC, party_representations.id
  `.execute(db);
  return rows.map(({ party_id, party_name, ...row }) => ({
    ...row,
    party: { id: party_id, name: party_name },
  }));
}
