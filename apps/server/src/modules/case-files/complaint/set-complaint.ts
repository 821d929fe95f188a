import type { CaseFileRow, SetComplaintRequest } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import type { AssignDeps } from '../acts/assign-case-files.ts';
import type { CaseChange } from '../acts/case-change.ts';
import { performAct } from '../acts/perform-acts.ts';
import { lawfulPlace } from '../case-file.ts';
import { endTasksOf } from '../tasks/end-tasks-of.ts';
import { getCaseRow } from '../views/require-case-file.ts';
import { type ComplaintTarget, readBarred, resolveTarget } from './complaint-target.ts';

/**
 * Says whom a petition is about. If they or somebody under them have it, it leaves them: to the unit without the person,
 * or to the registry for another way; what they were asked about it is asked no more (OG 27/2002 art. 11).
 * Errors: `case-file.not-found`, `.changed-meanwhile`, `.not-allowed`, `.person-not-found`, `.unit-not-found`.
 */
export async function setComplaint(
  deps: AssignDeps,
  actor: Actor,
  { id, requestId, version, ...about }: SetComplaintRequest & { id: string },
): Promise<CaseFileRow> {
  const target = await resolveTarget(deps, about);
  const barred = await readBarred(deps.db, deps.clock, target);
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.complaint-set',
    body: { id, version, ...about },
    decide: (file) => ({
      action: 'set-complaint',
      kind: 'complaint',
      place: lawfulPlace({ barred }, { status: file.status, unitId: file.unitId, handlerId: file.handlerId }),
      outcome: null,
      text: null,
    }),
    also: async (tx, changes) => {
      await writeTarget(tx, changes, target);
      await endTasksOf(
        tx,
        deps,
        changes.map((change) => ({ ...change, which: isOf(barred) })),
      );
    },
  });
  return getCaseRow(deps, actor, id);
}

const isOf =
  (barred: ReadonlySet<string>) =>
  ({ toUnitId, toPersonId }: { toUnitId: string | null; toPersonId: string | null }) =>
    [toUnitId, toPersonId].some((id) => id !== null && barred.has(id));

async function writeTarget(tx: Tx, changes: readonly CaseChange[], { personId, unitId }: ComplaintTarget) {
  const ids = changes.map(({ file }) => file.id);
  await sql`
    UPDATE case_files SET target_person_id = ${personId}, target_unit_id = ${unitId}
    WHERE case_files.id = ANY (${ids}::uuid[])
  `.execute(tx);
}
