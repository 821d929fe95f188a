import type { RightSource, Role } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** A role that somebody holds now, of their own, with who gave it and over what. */
export type HeldRole = Omit<RightSource, 'standingInFor'> & { staffId: string; unitId: string | null };

/** The roles that these people hold now, or everybody; with who gave each, as far as the acts say. */
export async function listHeldRoles(
  db: Db,
  { now, staffIds }: { now: Date; staffIds: readonly string[] | null },
): Promise<HeldRole[]> {
  const { rows } = await sql<{
    role: Role;
    unit: string | null;
    unitName: string | null;
    since: Date;
    grantedBy: string | null;
    staffId: string;
    unitId: string | null;
  }>`
    SELECT role_grants.role, units.code AS unit, units.name AS "unitName", role_grants.valid_from AS since,
           role_grants.unit_id AS "unitId", accounts.staff_id AS "staffId",
           (SELECT givers.given_name || ' ' || givers.family_name
            FROM administration_changes
            JOIN administration_acts ON administration_acts.id = administration_changes.act_id
            JOIN accounts AS giving ON giving.id = administration_acts.account_id
            JOIN staff AS givers ON givers.id = giving.staff_id
            WHERE administration_changes.list = 'grants' AND administration_changes.after IS NOT NULL
              AND administration_changes.key = accounts.username || ' ' || role_grants.role
                || coalesce('@' || units.code, '')
            ORDER BY administration_acts.at DESC LIMIT 1) AS "grantedBy"
    FROM role_grants
    JOIN accounts ON accounts.id = role_grants.account_id AND accounts.active
    LEFT JOIN units ON units.id = role_grants.unit_id
    WHERE role_grants.valid_from <= ${now} AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})
      AND (${staffIds}::uuid[] IS NULL OR accounts.staff_id = ANY (${staffIds}::uuid[]))
    ORDER BY role_grants.role, units.code
  `.execute(db);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}
