import type { AdministeredAccount } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** Every account with its person and the roles held now, open ones first, by name. */
export async function listAdministeredAccounts(
  db: Db,
  { now, today, id = null }: { now: Date; today: string; id?: string | null },
): Promise<AdministeredAccount[]> {
  const { rows } = await sql<AdministeredAccount>`
    SELECT accounts.id, accounts.username, staff.code AS "staffCode",
           staff.given_name || ' ' || staff.family_name AS name, staff.title, units.short_name AS unit, accounts.active,
           staff.active_from <= ${today} AND (staff.active_to IS NULL OR staff.active_to > ${today}) AS employed,
           accounts.password_hash IS NOT NULL AS "hasPassword",
           (SELECT coalesce(jsonb_agg(jsonb_build_object('role', role_grants.role, 'unit', granted.code,
                                                         'unitName', granted.name)
                                      ORDER BY role_grants.role, granted.code), '[]')
            FROM role_grants LEFT JOIN units AS granted ON granted.id = role_grants.unit_id
            WHERE role_grants.account_id = accounts.id AND role_grants.valid_from <= ${now}
              AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})) AS roles
    FROM accounts
    JOIN staff ON staff.id = accounts.staff_id
    LEFT JOIN positions ON positions.id = staff.position_id
    LEFT JOIN units ON units.id = positions.unit_id
    WHERE ${id}::uuid IS NULL OR accounts.id = ${id}
    ORDER BY accounts.active DESC, fold(staff.family_name), fold(staff.given_name), accounts.id
  `.execute(db);
  return rows;
}
