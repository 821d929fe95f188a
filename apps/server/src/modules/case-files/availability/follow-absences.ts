import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { passFiles } from '../acts/pass-files.ts';
import type { CaseWriteDeps } from '../acts/write-changes.ts';
import { placeOf } from '../case-file.ts';
import { listOpenWork } from './list-open-work.ts';
import { passTasks } from './pass-tasks.ts';

type Deps = CaseWriteDeps & { db: Db };

/** An absence whose works are handed over, or come back; in the name of who declared it. */
type Absence = { id: string; absent_id: string; substitute_id: string; declared_by: string };

/**
 * Hands over the works of absences that begin, and gives back those of absences that are over: each in a transaction of
 * its own, safe to repeat and to run in several processes. Gives how many absences it moved.
 */
export async function followAbsences(deps: Deps): Promise<number> {
  const today = toLegalTime(deps.clock.now()).date;
  const { rows: over } = await sql<Absence>`
    SELECT substitutions.id, substitutions.absent_id, substitutions.substitute_id, substitutions.declared_by
    FROM absence_handovers JOIN substitutions ON substitutions.id = absence_handovers.substitution_id
    WHERE absence_handovers.ended_at IS NULL
      AND (substitutions.ended_at IS NOT NULL OR substitutions.last_day < ${today}::date)
  `.execute(deps.db);
  for (const absence of over) await deps.db.transaction().execute((tx) => giveBack(tx, deps, absence));
  const { rows: begun } = await sql<Absence>`
    SELECT substitutions.id, substitutions.absent_id, substitutions.substitute_id, substitutions.declared_by
    FROM substitutions
    WHERE substitutions.hand_over AND substitutions.ended_at IS NULL AND substitutions.first_day <= ${today}::date
      AND substitutions.last_day >= ${today}::date
      AND NOT EXISTS (SELECT FROM absence_handovers WHERE absence_handovers.substitution_id = substitutions.id)
  `.execute(deps.db);
  for (const absence of begun) {
    const work = await listOpenWork(deps, absence.absent_id);
    await deps.db.transaction().execute((tx) => handOver(tx, deps, { absence, work }));
  }
  return over.length + begun.length;
}

const actingOf = ({ declared_by: accountId }: Absence) => ({ accountId, onBehalfOf: null });

async function handOver(
  tx: Tx,
  deps: Deps,
  { absence, work }: { absence: Absence; work: Awaited<ReturnType<typeof listOpenWork>> },
): Promise<void> {
  const { id, absent_id: from, substitute_id: to } = absence;
  const { rows: first } = await sql`
    INSERT INTO absence_handovers (substitution_id, begun_at) VALUES (${id}, ${deps.clock.now()})
    ON CONFLICT DO NOTHING RETURNING absence_handovers.substitution_id
  `.execute(tx);
  if (first.length === 0) return;
  const files = await passFiles(tx, deps, {
    ids: work.files.map((file) => file.id),
    acting: actingOf(absence),
    // What the complaint of a file bars the substitute from waits for whoever is away.
    may: (file) => file.status === 'with-handler' && file.handlerId === from && !file.barred.has(to),
    place: (file) => placeOf(file.unitId, to),
  });
  const tasks = await passTasks(tx, deps, {
    ids: work.tasks.map((task) => task.id),
    ...{ from, to, acting: actingOf(absence) },
  });
  const items = [
    ...files.map((file) => ({ file: file.id, task: null })),
    ...tasks.map((task) => ({ file: task.caseFileId, task: task.id })),
  ];
  await sql`
    INSERT INTO absence_handover_items (substitution_id, item_id, case_file_id, case_task_id)
    SELECT ${id}, coalesce(item.task, item.file), item.file, item.task
    FROM json_to_recordset(${JSON.stringify(items)}) AS item(file uuid, task uuid)
  `.execute(tx);
}

/** What still lies with the substitute goes back; what they handed on or closed stays as it is. */
async function giveBack(tx: Tx, deps: Deps, absence: Absence): Promise<void> {
  const { id, absent_id: to, substitute_id: from } = absence;
  const { rows } = await sql<{ file: string; task: string | null; works: boolean }>`
    SELECT items.case_file_id AS file, items.case_task_id AS task,
      EXISTS (SELECT FROM staff WHERE staff.id = ${to}
        AND (staff.active_to IS NULL OR staff.active_to > ${toLegalTime(deps.clock.now()).date}::date)) AS works
    FROM absence_handover_items AS items WHERE items.substitution_id = ${id}
  `.execute(tx);
  const { rows: ended } = await sql`
    UPDATE absence_handovers SET ended_at = greatest(${deps.clock.now()}::timestamptz, absence_handovers.begun_at)
    WHERE absence_handovers.substitution_id = ${id} AND absence_handovers.ended_at IS NULL
    RETURNING absence_handovers.substitution_id
  `.execute(tx);
  // Another process was first; or they left meanwhile, and their works are handed over otherwise.
  const back = ended.length === 0 ? [] : rows.filter(({ works }) => works);
  await passFiles(tx, deps, {
    ids: back.filter(({ task }) => task === null).map(({ file }) => file),
    acting: actingOf(absence),
    may: (file) => file.status === 'with-handler' && file.handlerId === from && !file.barred.has(to),
    place: (file) => placeOf(file.unitId, to),
  });
  const tasks = back.map(({ task }) => task).filter((task) => task !== null);
  await passTasks(tx, deps, { ids: tasks, from, to, acting: actingOf(absence) });
}
