import type { Role } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** An account with its person and the roles held now; `unit` null is the institution. */
export type AccountRow = {
  username: string;
  name: string;
  title: string;
  active: boolean;
  roles: { role: Role; unit: string | null }[];
};

/** Every account, closed ones too, by user name. */
export async function listAccounts(db: Db, now: Date): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    SELECT accounts.username, staff.given_name || ' ' || staff.family_name AS name, staff.title, accounts.active,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('role', role_grants.role, 'unit', units.code)
                                      ORDER BY role_grants.role, units.code), '[]')
            FROM role_grants LEFT JOIN units ON units.id = role_grants.unit_id
            WHERE role_grants.account_id = accounts.id AND role_grants.valid_from <= ${now}
              AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})) AS roles
    FROM accounts JOIN staff ON staff.id = accounts.staff_id
    ORDER BY accounts.username
  `.execute(db);
  return rows;
}
