import type { Role } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A role held over exactly this unit. */
export type GrantOver = {
  staffCode: string;
  username: string;
  name: string;
  role: Role;
  unit: string;
  unitName: string;
};

/**
 * A successor has its own head: who led the closed unit leads nothing by that, so these roles do not pass with it and
 * wait for somebody to decide.
 */
const leading: readonly Role[] = ['head-of-unit', 'director'];

/** True for roles that pass to the successor with the work of a closed unit. */
export const passesWithWork = ({ role }: Pick<GrantOver, 'role'>) => !leading.includes(role);

/** Roles held now over exactly this unit. */
export function listGrantsOver(db: Db | Tx, unitId: string): Promise<GrantOver[]> {
  return listGrants(db, sql`units.id = ${unitId}`);
}

/** Roles held now over units that are closed on this day: somebody is to decide what becomes of them. */
export function listGrantsOverClosed(db: Db | Tx, today: string): Promise<GrantOver[]> {
  return listGrants(db, sql`units.closed_on <= ${today}::date`);
}

async function listGrants(db: Db | Tx, asked: ReturnType<typeof sql>): Promise<GrantOver[]> {
  const { rows } = await sql<GrantOver>`
    SELECT staff.code AS "staffCode", accounts.username, staff.given_name || ' ' || staff.family_name AS name,
      role_grants.role, units.code AS unit, units.name AS "unitName"
    FROM role_grants
    JOIN units ON units.id = role_grants.unit_id
    JOIN accounts ON accounts.id = role_grants.account_id
    JOIN staff ON staff.id = accounts.staff_id
    WHERE role_grants.valid_to IS NULL AND ${asked}
    ORDER BY units.code COLLATE "C", role_grants.role, accounts.username
  `.execute(db);
  return rows;
}
