import type { OrganisationPlan } from '@opis/contracts';
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

/**
 * What importing needs; inside somebody else's transaction, `db` is that transaction. `demonstrationPassword` is given
 * by the demonstration's seed alone.
 */
export type OrganisationDeps = { db: Db | Tx; clock: Clock; demonstrationPassword?: string };

/** `complete`: what the plan leaves out is taken out of use. `by`: whoever sits at the machine, when nobody is named. */
export type ImportOptions = { by?: ActingPerson; complete?: boolean };

const atTheMachine: ActingPerson = { accountId: null, via: 'command-line' };

/**
 * Brings the organisation to what the plan describes, all of it or nothing, as one act; gives what changed. Throws
 * `organisation.unknown-code` with the path of each code that names nothing, `organisation.code-repeated`,
 * `organisation.successor-of-open`, `organisation.unit-cycle`, `organisation.unit-not-empty`, `organisation.still-named`;
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
    await commitChanges(tx, by, { kind: 'imported', at, state, changes, demonstrationPassword });
    return changes;
  };
  return deps.db.isTransaction ? write(deps.db as Tx) : deps.db.transaction().execute(write);
}

/** What importing would change now, without changing it. Throws as importing would, for what the plan alone shows. */
export async function previewImport(
  deps: OrganisationDeps,
  plan: OrganisationPlan,
  { complete = false }: ImportOptions = {},
): Promise<OrganisationChange[]> {
  const state = await readState(deps.db);
  checkPlan(state, plan);
  return comparePlan(state, plan, { complete, today: toLegalTime(deps.clock.now()).date });
}
