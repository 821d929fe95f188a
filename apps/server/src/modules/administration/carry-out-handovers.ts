import { sql } from 'kysely';
import { z } from 'zod';
import { toLegalTime } from '../../platform/clock.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';
import {
  findHeir,
  finishHandover,
  finishReturn,
  type Handover,
  insertAct,
  listDueHandovers,
  listReversedHandovers,
  lockHandover,
} from '../organisation/index.ts';
import type { AdministrationDeps, FilesHandover } from './administration-deps.ts';
import { passRoles, returnRoles } from './pass-roles.ts';

/** What carrying out needs: nobody asks, so there is no caller. */
export type CarryOutDeps = Pick<AdministrationDeps, 'db' | 'clock' | 'identity' | 'unitFiles' | 'forget'>;

/**
 * Hands over what units left that are closed by today, and gives back what was reversed; of one act when it is named.
 * Safe to stop anywhere, to repeat, and to run in several processes at once: each closing is held while some of it passes.
 */
export async function carryOutHandovers(deps: CarryOutDeps, actId?: string): Promise<{ handedOver: number }> {
  for (const handover of await listReversedHandovers(deps.db, actId)) await giveBack(deps, handover);
  const today = toLegalTime(deps.clock.now()).date;
  let handedOver = 0;
  for (const handover of await listDueHandovers(deps.db, today, actId))
    handedOver += await handOver(deps, handover, today);
  return { handedOver };
}

async function handOver(deps: CarryOutDeps, handover: Handover, today: string): Promise<number> {
  const heir = await findHeir(deps.db, handover.unitId, today);
  // Its successor closed meanwhile, and nobody took over from that: the administrator's page shows what is left.
  if (heir === undefined) return 0;
  const from = { id: handover.unitId, code: handover.unit };
  const passing = inSomeonesName(handover, 'due');
  const files = passing
    ? await deps.unitFiles.handOver({ ...passing, fromUnitId: from.id, toUnitId: heir.id })
    : 0;
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    await sql`SELECT FROM institution FOR UPDATE`.execute(tx);
    if (!(await lockHandover(tx, handover.id, 'due'))) return;
    const { roles, changes } = await passRoles(tx, deps, { by: handover.by, from, to: heir });
    const passed = {
      list: 'handovers',
      key: from.code,
      before: null,
      after: { successor: heir.code, files },
    };
    if (files + changes.length > 0)
      await insertAct(tx, handover.by, { kind: 'handed-over', at, changes: [passed, ...changes] });
    await finishHandover(tx, handover.id, { roles, at });
  });
  deps.forget();
  return files;
}

async function giveBack(deps: CarryOutDeps, handover: Handover): Promise<void> {
  const passing = inSomeonesName(handover, 'reversed');
  const files = passing ? await deps.unitFiles.giveBack({ ...passing, toUnitId: handover.unitId }) : 0;
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    await sql`SELECT FROM institution FOR UPDATE`.execute(tx);
    if (!(await lockHandover(tx, handover.id, 'reversed'))) return;
    const { by, unit, roles } = handover;
    const changes = await returnRoles(tx, deps, { by, from: unit, roles });
    const back = { list: 'handovers', key: unit, before: { files }, after: null };
    if (files + changes.length > 0)
      await insertAct(tx, by, { kind: 'handed-over', at, changes: [back, ...changes] });
    await finishReturn(tx, handover.id, at);
  });
  deps.forget();
}

/** A file passes in somebody's name; what was ordered at the machine itself is left to be decided by a person. */
function inSomeonesName({ id, by }: Handover, wanted: 'due' | 'reversed'): FilesHandover | undefined {
  if (by.accountId === null) return undefined;
  return { id, accountId: by.accountId, goesOn: (tx) => lockHandover(tx, id, wanted) };
}

/** On the first minute of its day a closed unit hands over; whatever a process left half done goes on. */
export const handoversJob = defineJob({
  name: 'administration.carry-out-handovers',
  schema: z.strictObject({}),
  run: async (deps: CarryOutDeps) => {
    await carryOutHandovers(deps);
  },
});
export const handoverSchedules = [
  defineSchedule('carry-out-handovers', handoversJob, { payload: {}, everyMinutes: 1 }),
];
