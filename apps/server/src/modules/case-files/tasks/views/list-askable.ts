import type { Askable } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../../platform/clock.ts';
import type { Db } from '../../../../platform/db.ts';
import type { Actor } from '../../../identity/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import { barredReason } from '../../complaint/barred-reason.ts';
import type { CaseRecord } from '../../views/case-row.ts';
import { unitJson } from '../../views/case-step.ts';
import type { Absences } from '../../views/list-assignees.ts';
import { type CaseViewDeps, requireCaseFile } from '../../views/require-case-file.ts';

export type AskableDeps = CaseViewDeps & { absences: Absences };

/** Whom one may ask about the file; whoever the complaint bars stays visible with the reason. */
export async function listAskable(deps: AskableDeps, actor: Actor, id: string): Promise<Askable> {
  const { record } = await requireCaseFile(deps, actor, id);
  const today = toLegalTime(deps.clock.now()).date;
  const barred = {
    targetId: record.target_person_id ?? record.target_unit_id,
    ids: new Set(record.barred ?? []),
  };
  // Whoever sees the row of the book alone asks nobody; of a confidential register only people are asked.
  const units = !record.reader || record.sealed ? [] : await listUnits(deps.db, today);
  const people = record.reader ? await listPeople(deps.db, record, today) : [];
  const away = await deps.absences.of(people.map((person) => person.id));
  return {
    units: units.map(({ parentId: _parentId, ...unit }) => ({
      ...unit,
      barred: barredReason(barred, unit.id),
    })),
    people: people.map((person) => {
      const absence = away.get(person.id)?.absence ?? null;
      return {
        ...person,
        self: person.id === actor.staffId,
        absence,
        barred: barredReason(barred, person.id, absence?.substitute?.id),
      };
    }),
  };
}

type Found = Pick<Askable['people'][number], 'id' | 'name' | 'title' | 'unit'>;

async function listPeople(db: Db, record: CaseRecord, today: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    SELECT staff.id, staff.given_name || ' ' || staff.family_name AS name, staff.title, ${unitJson('units')} AS unit
    FROM staff LEFT JOIN positions ON positions.id = staff.position_id LEFT JOIN units ON units.id = positions.unit_id
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
      AND (NOT ${record.sealed}::boolean OR EXISTS (SELECT FROM register_members
        WHERE register_members.register_id = ${record.register_id} AND register_members.staff_id = staff.id))
    ORDER BY staff.family_name COLLATE "ro-x-icu", staff.given_name COLLATE "ro-x-icu", staff.id
  `.execute(db);
  return rows;
}
