import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';

/** Throws `identity.last-administrator` when nobody could administer the institution after this. */
export async function refuseLosingAdministrators(tx: Tx, now: Date): Promise<void> {
  const today = toLegalTime(now).date;
  const { rows } = await sql`
    SELECT FROM role_grants
    JOIN accounts ON accounts.id = role_grants.account_id AND accounts.active
    JOIN staff ON staff.id = accounts.staff_id
      AND staff.active_from <= ${today} AND (staff.active_to IS NULL OR staff.active_to > ${today})
    WHERE role_grants.role = 'administrator' AND role_grants.unit_id IS NULL AND role_grants.valid_to IS NULL
    LIMIT 1
  `.execute(tx);
  if (rows.length === 0) throw new AppError('conflict', 'identity.last-administrator');
}
