import type { OrganisationPlan } from '@opis/contracts';
import type { Db, Tx } from '../../platform/db.ts';
import type { OrganisationState } from './organisation-change.ts';
import { readState } from './organisation-state.ts';
import { writeCsv } from './plan-csv.ts';
import { writeYaml } from './plan-yaml.ts';

/** The whole organisation as one file; importing it again changes nothing. */
export async function exportOrganisation(db: Db | Tx, format: 'yaml' | 'csv'): Promise<string> {
  const plan = toPlan(await readState(db));
  return format === 'csv' ? writeCsv(plan) : writeYaml(plan);
}

/** The state as the plan that describes it. */
export function toPlan(state: OrganisationState): OrganisationPlan {
  const institution = state.institution.get('institution');
  return {
    ...(institution && { institution }),
    offices: [...state.offices.values()],
    units: [...state.units.values()],
    positions: [...state.positions.values()],
    staff: [...state.staff.values()],
    nomenclature: [...state.nomenclature.values()],
    categories: [...state.categories.values()],
    daysOff: [...state.daysOff.values()],
  };
}
