import type { Complainable } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { listUnits } from '../../organisation/index.ts';
import { unitJson } from '../views/case-step.ts';

/** Everybody who works here and every unit: the structure of an institution is public (Legea 544/2001 art. 5 (1)). */
export async function listComplainable({ db, clock }: { db: Db; clock: Clock }): Promise<Complainable> {
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<Complainable['people'][number]>`
    SELECT staff.id, staff.given_name || ' ' || staff.family_name AS name, staff.title, ${unitJson('units')} AS unit
    FROM staff LEFT JOIN positions ON positions.id = staff.position_id LEFT JOIN units ON units.id = positions.unit_id
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    ORDER BY staff.family_name COLLATE "ro-x-icu", staff.given_name COLLATE "ro-x-icu", staff.id
  `.execute(db);
  const units = await listUnits(db, today);
  return { units: units.map(({ parentId: _parentId, ...unit }) => unit), people: rows };
}
