import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { announceChanges, recordEvents, toEventRow } from '../../events/index.ts';
import type { Acting } from '../../identity/index.ts';
import { amendPlaces } from '../../registry/index.ts';
import { type CaseFileState, isBarred, placeOf } from '../case-file.ts';
import { readFiledEntries } from '../case-file-store.ts';
import { barredError } from '../complaint/refuse-barred.ts';
import { endTasksOf } from '../tasks/end-tasks-of.ts';
import { followJoinder } from './follow-joinder.ts';
import type { WriteDeps } from './write-changes.ts';

/** What goes where: all entries of `from`, or only those named. Both files are locked, and the books of the entries. */
export type Merge = {
  readonly from: CaseFileState;
  readonly into: CaseFileState;
  readonly entryIds?: readonly string[];
  readonly acting: Acting;
};

/**
 * Moves papers from one file into another: entries and opis after those that are there, readers and column 8 by where
 * the other lies. A file left without papers closes as joined; a closed one that papers come to is open again.
 */
export async function mergeCaseFiles(tx: Tx, deps: WriteDeps, merge: Merge): Promise<void> {
  const { from, into, acting } = merge;
  if (isBarred(from, into)) throw barredError('number');
  const at = deps.clock.now();
  const all = await readFiledEntries(tx, [from.id]);
  const moving = all.filter(({ entry_id }) => merge.entryIds?.includes(entry_id) ?? true);
  const whole = moving.length === all.length;
  await moveRows(tx, into.id, {
    entryIds: moving.map(({ entry_id }) => entry_id),
    whole: whole ? from.id : null,
  });
  if (whole) {
    await closeAsJoined(tx, merge, at);
    await endTasksOf(tx, deps, [{ file: from, acting }]);
  }
  await receive(tx, merge, at);
  await followJoinder(tx, deps, { from, into, whole, acting }, at);
  if (!into.sealed) {
    await addReaders(tx, into);
    const places = moving
      .filter(({ fixed, unit_id }) => !fixed && unit_id !== into.unitId)
      .map(({ book_id: bookId, number }) => ({
        bookId,
        number,
        kind: 'routed' as const,
        fields: { unit: into.unitId },
      }));
    await amendPlaces(tx, { ...deps, acting }, places);
  }
  await tell(tx, merge, at);
}

// What the file holds of its own goes along when all its papers do.
async function moveRows(
  tx: Tx,
  fileId: string,
  { entryIds, whole }: { entryIds: readonly string[]; whole: string | null },
) {
  await sql`
    UPDATE case_entries SET case_file_id = ${fileId}, role = 'joined', position = moved.position
    FROM (
      SELECT each.entry_id, row_number() OVER (ORDER BY each.position)
        + (SELECT max(there.position) FROM case_entries AS there WHERE there.case_file_id = ${fileId}) AS position
      FROM case_entries AS each WHERE each.entry_id = ANY (${entryIds}::uuid[])
    ) AS moved
    WHERE case_entries.entry_id = moved.entry_id
  `.execute(tx);
  await sql`
    UPDATE case_items SET case_file_id = ${fileId}, position = moved.position
    FROM (
      SELECT each.document_id, row_number() OVER (ORDER BY each.position)
        + (SELECT coalesce(max(there.position), 0) FROM case_items AS there WHERE there.case_file_id = ${fileId}) AS position
      FROM case_items AS each WHERE each.entry_id = ANY (${entryIds}::uuid[])
        OR (each.entry_id IS NULL AND each.case_file_id = ${whole}::uuid)
    ) AS moved
    WHERE case_items.document_id = moved.document_id
  `.execute(tx);
}

async function closeAsJoined(tx: Tx, { from, into, acting }: Merge, at: Date) {
  await sql`
    UPDATE case_files SET status = 'closed', outcome = 'joined', closed_at = ${at}, since = ${at}, joined_to = ${into.id},
      version = case_files.version + 1
    WHERE case_files.id = ${from.id}
  `.execute(tx);
  await insertJoinStep(tx, { file: from, other: into, acting }, at);
}

async function receive(tx: Tx, { from, into, acting }: Merge, at: Date) {
  const { status } = placeOf(into.unitId, into.handlerId);
  await sql`
    UPDATE case_files SET status = ${status}, outcome = NULL, closed_at = NULL,
      target_person_id = coalesce(case_files.target_person_id, other.target_person_id),
      target_unit_id = coalesce(case_files.target_unit_id, other.target_unit_id),
      since = CASE WHEN case_files.status = 'closed' THEN ${at} ELSE case_files.since END,
      version = case_files.version + 1
    FROM case_files AS other WHERE case_files.id = ${into.id} AND other.id = ${from.id}
  `.execute(tx);
  await insertJoinStep(tx, { file: into, other: from, acting }, at);
}

// The words of a joinder are the number of the other file: no name, and nothing that somebody typed.
async function insertJoinStep(
  tx: Tx,
  { file, other, acting }: { file: CaseFileState; other: CaseFileState; acting: Acting },
  at: Date,
) {
  await sql`
    INSERT INTO case_steps (id, case_file_id, version, kind, at, account_id, on_behalf_of, from_unit_id, from_handler_id,
      to_unit_id, to_handler_id, text)
    VALUES (${newId()}, ${file.id}, ${file.version + 1}, 'join', ${at}, ${acting.accountId}, ${acting.onBehalfOf},
      ${file.unitId}, ${file.handlerId}, ${file.unitId}, ${file.handlerId}, ${other.registrationNumber})
  `.execute(tx);
}

async function addReaders(tx: Tx, { id, unitId, handlerId }: CaseFileState) {
  const principals = [unitId, handlerId].filter((principal) => principal !== null);
  await sql`
    INSERT INTO entry_readers (principal, book_id, number)
    SELECT principal, entries.book_id, entries.number
    FROM unnest(${principals}::uuid[]) AS principal
    CROSS JOIN case_entries JOIN entries ON entries.id = case_entries.entry_id
    WHERE case_entries.case_file_id = ${id}
    ON CONFLICT DO NOTHING
  `.execute(tx);
}

async function tell(tx: Tx, { from, into, acting }: Merge, at: Date) {
  const files = [from, into];
  await recordEvents(
    tx,
    files.map((file) =>
      toEventRow(acting, {
        type: 'case-file.joined',
        at,
        subjectType: 'case-file',
        subjectId: file.id,
        unitId: file.unitId,
        data: { from: from.id, into: into.id },
      }),
    ),
  );
  await announceChanges(
    tx,
    files.map((file) => ({
      topic: 'case-files' as const,
      subjectId: file.id,
      principals: [file.unitId, file.handlerId].filter((principal) => principal !== null),
      sealedRegisterId: file.sealed ? file.registerId : null,
      at,
    })),
  );
}
