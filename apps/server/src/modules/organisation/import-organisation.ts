import type { OrganisationPlan, UnitClosing } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { ActingPerson } from './administration-act.ts';
import { checkPlan } from './check-plan.ts';
import { commitChanges } from './commit-changes.ts';
import { comparePlan } from './compare-plan.ts';
import { getInstitution } from './institution.ts';
import type { OrganisationChange } from './organisation-change.ts';
import { lockState, readState } from './organisation-state.ts';
import { closingsOf, countOpenByCode, refuseStranding, type UnitFiles } from './unit-closings.ts';

/**
 * What importing needs; inside somebody else's transaction, `db` is that transaction. `demonstrationPassword` is given
 * by the demonstration's seed alone.
 */
export type OrganisationDeps = {
  db: Db | Tx;
  clock: Clock;
  unitFiles: UnitFiles;
  demonstrationPassword?: string;
};

/** `complete`: what the plan leaves out is taken out of use. `by`: whoever sits at the machine, when nobody is named. */
export type ImportOptions = { by?: ActingPerson; complete?: boolean };

const atTheMachine: ActingPerson = { accountId: null, via: 'command-line' };

/**
 * Brings the organisation to what the plan describes, all of it or nothing, as one act; gives what changed. Throws
 * `organisation.unknown-code` with the path of each code that names nothing, `organisation.code-repeated`,
 * `organisation.successor-of-open`, `organisation.one-leader`, `organisation.unit-cycle`, `organisation.unit-not-empty`, `organisation.still-named`;
 * `organisation.files-without-successor`, `organisation.files-left-out`, `organisation.closed-in-past` and
 * `organisation.handover-needs-person` for units that close while something lies open in them;
 * `organisation.not-initialised` when neither plan nor database names the institution.
 */
export async function importOrganisation(
  deps: OrganisationDeps,
  plan: OrganisationPlan,
  { by = atTheMachine, complete = false }: ImportOptions = {},
): Promise<OrganisationChange[]> {
  const at = deps.clock.now();
  const write = async (tx: Tx) => {
    const state = await lockState(tx);
    checkPlan(state, plan);
    if (plan.institution === undefined) await getInstitution(tx);
    const changes = comparePlan(state, plan, { complete, today: toLegalTime(at).date });
    const demonstrationPassword = deps.demonstrationPassword ?? null;
    await commitChanges(tx, by, {
      ...{ kind: 'imported', at, state, changes, demonstrationPassword },
      unitFiles: deps.unitFiles,
      placeOf: placeIn(plan),
    });
    return changes;
  };
  return deps.db.isTransaction ? write(deps.db as Tx) : deps.db.transaction().execute(write);
}

/** What importing would change, and the units that it would close. */
export type ImportForecast = { changes: OrganisationChange[]; closings: UnitClosing[] };

/**
 * What importing would change now, without changing it. Throws as importing would, for what the plan alone shows;
 * whoever asks is taken to have an account unless `by` says otherwise.
 */
export async function previewImport(
  deps: OrganisationDeps,
  plan: OrganisationPlan,
  { by, complete = false }: ImportOptions = {},
): Promise<ImportForecast> {
  const state = await readState(deps.db);
  checkPlan(state, plan);
  const today = toLegalTime(deps.clock.now()).date;
  const changes = comparePlan(state, plan, { complete, today });
  const closings = closingsOf(state, changes, await countOpenByCode(deps.db, deps.unitFiles));
  const accountId = by === undefined ? '' : by.accountId;
  refuseStranding(changes, closings, { today, accountId, placeOf: placeIn(plan) });
  return { changes, closings };
}

function placeIn(plan: OrganisationPlan) {
  const places = new Map(plan.units.map(({ code }, at) => [code, `units.${at}`]));
  return (unit: string) => places.get(unit);
}
