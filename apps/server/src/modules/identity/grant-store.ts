import type { Role } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

/** A role of an account, over a unit or (null) over the institution. */
export type GrantKey = { accountId: string; role: Role; unitId: string | null };

/** Writes a role from `now` on; false when the account holds it already. */
export async function insertGrant(tx: Tx, grant: GrantKey & { id: string; now: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO role_grants (id, account_id, role, unit_id, valid_from)
    VALUES (${grant.id}, ${grant.accountId}, ${grant.role}, ${grant.unitId}, ${grant.now})
    ON CONFLICT (account_id, role, unit_id) WHERE valid_to IS NULL DO NOTHING
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Ends a role at `now`; false when the account does not hold it. */
export async function endGrant(tx: Tx, grant: GrantKey & { now: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE role_grants SET valid_to = ${grant.now}
    WHERE account_id = ${grant.accountId} AND role = ${grant.role}
      AND unit_id IS NOT DISTINCT FROM ${grant.unitId} AND valid_to IS NULL
  `.execute(tx);
  return numAffectedRows === 1n;
}
