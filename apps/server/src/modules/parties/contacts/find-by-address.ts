import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** A party known openly by an address; of the kinds that parties have. */
export type AddressedParty = {
  readonly id: string;
  readonly kind: 'natural' | 'legal' | 'public-body';
  readonly name: string;
};

/**
 * The one party known openly by exactly this e-mail (lower case); undefined when there is none, or several: an office's
 * common address says nothing of who wrote.
 */
export async function findPartyByEmail(db: Db | Tx, email: string): Promise<AddressedParty | undefined> {
  const { rows } = await sql<AddressedParty>`
    SELECT DISTINCT standing.id, standing.kind, standing.name
    FROM (
      SELECT parties.id FROM parties WHERE parties.email = ${email} AND parties.sealed_register_id IS NULL
      UNION
      SELECT party_contacts.party_id FROM party_contacts
      JOIN parties ON parties.id = party_contacts.party_id AND parties.sealed_register_id IS NULL
      WHERE party_contacts.kind = 'email' AND party_contacts.value = ${email} AND party_contacts.retired_at IS NULL
    ) AS known
    JOIN parties AS standing ON standing.id = surviving_party(known.id)
    LIMIT 2
  `.execute(db);
  return rows.length === 1 ? rows[0] : undefined;
}

const mostDomains = 20_000;

/** Domains from which bodies known openly write (companies and authorities, never persons), lower case. */
export async function listBodyDomains(db: Db | Tx): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`
    SELECT DISTINCT split_part(parties.email, '@', 2) AS domain FROM parties
    WHERE parties.kind <> 'natural' AND parties.email IS NOT NULL AND parties.sealed_register_id IS NULL
      AND parties.merged_into IS NULL
    LIMIT ${mostDomains}
  `.execute(db);
  return rows.map(({ domain }) => domain);
}
