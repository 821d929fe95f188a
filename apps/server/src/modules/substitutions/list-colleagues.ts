import type { Colleague } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Actor } from '../identity/index.ts';
import type { SubstitutionDeps } from './substitution-deps.ts';
import { mayDeclareFor } from './substitution-policy.ts';

type Row = {
  staffId: string;
  staffCode: string;
  displayName: string;
  title: string;
  unit: string | null;
  unitId: string | null;
};

/** Whoever works here today, by name: for choosing who is away and who stands in (the structure is public). */
export async function listColleagues(
  { db, clock }: Pick<SubstitutionDeps, 'db' | 'clock'>,
  actor: Actor,
): Promise<Colleague[]> {
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<Row>`
    SELECT staff.id AS "staffId", staff.code AS "staffCode", staff.given_name || ' ' || staff.family_name AS "displayName", staff.title,
      units.short_name AS unit, units.id AS "unitId"
    FROM staff LEFT JOIN positions ON positions.id = staff.position_id LEFT JOIN units ON units.id = positions.unit_id
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    ORDER BY staff.family_name COLLATE "ro-x-icu", staff.given_name COLLATE "ro-x-icu", staff.id
  `.execute(db);
  return rows.map(({ unitId, ...row }) => ({
    ...row,
    mayDeclare: mayDeclareFor(actor, { staffId: row.staffId, unitId }),
  }));
}
