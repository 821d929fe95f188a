import { AppError, type CaseFileRow, type ErrorCode, type SetComplaintRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import type { AssignDeps } from '../acts/assign-case-files.ts';
import type { CaseChange } from '../acts/case-change.ts';
import { performAct } from '../acts/perform-acts.ts';
import { lawfulPlace } from '../case-file.ts';
import { endTasksOf } from '../tasks/end-tasks-of.ts';
import { getCaseRow } from '../views/require-case-file.ts';

/** Whom a file complains of, as ids. */
export type ComplaintTarget = { readonly personId: string | null; readonly unitId: string | null };

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

/** Finds whom a request names: a person of the institution, also one who left, and a unit that receives papers. */
export async function resolveTarget(
  { db, organisation }: Pick<AssignDeps, 'db' | 'organisation'>,
  { person, unit }: Pick<SetComplaintRequest, 'person' | 'unit'>,
): Promise<ComplaintTarget> {
  const found = unit ? await organisation.findUnit(unit) : undefined;
  if (unit && found === undefined) throw refused('unit', 'case-file.unit-not-found');
  if (!person) return { personId: null, unitId: found?.id ?? null };
  const { rows } = await sql`SELECT FROM staff WHERE staff.id = ${person}`.execute(db);
  if (rows.length === 0) throw refused('person', 'case-task.person-not-found');
  return { personId: person, unitId: found?.id ?? null };
}

/** Units and persons that may not have a file about these (OG 27/2002 art. 11). */
export async function readBarred(
  db: Db | Tx,
  clock: Clock,
  { personId, unitId }: ComplaintTarget,
): Promise<ReadonlySet<string>> {
  const now = clock.now();
  const { rows } = await sql<{ ids: string[] }>`
    SELECT barred_by_complaint(${personId}::uuid, ${unitId}::uuid, ${toLegalTime(now).date}::date,
      ${now}::timestamptz) AS ids
  `.execute(db);
  return new Set(rows[0]?.ids ?? []);
}

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
