import type { CaseStepKind, EventType } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import type { TermDeps } from '../../deadlines/index.ts';
import { announceChanges, recordEvents, toEventRow } from '../../events/index.ts';
import { amendPlaces, type LockedBooks, type NewPlace } from '../../registry/index.ts';
import type { FiledEntry } from '../case-file-store.ts';
import { endTasksOf } from '../tasks/end-tasks-of.ts';
import type { TaskWriteDeps } from '../tasks/write-tasks.ts';
import type { CaseChange } from './case-change.ts';
import { followClosing } from './follow-closing.ts';

/** What moves with files: tasks and terms. `trustHour` is true only for the seeder, which writes the past. */
export type CaseWriteDeps = TaskWriteDeps & TermDeps & { trustHour: boolean };

/** `books`: those of every entry whose column 8 follows, under lock. */
export type WriteDeps = CaseWriteDeps & { books: LockedBooks };

const eventOf: Readonly<Record<CaseStepKind, EventType>> = {
  assign: 'case-file.assigned',
  return: 'case-file.returned',
  close: 'case-file.closed',
  reopen: 'case-file.reopened',
  join: 'case-file.joined',
  note: 'case-file.noted',
  reclassify: 'case-file.reclassified',
  fields: 'case-file.fields-changed',
  complaint: 'case-file.complaint-set',
};

/**
 * Writes any number of changes with one statement a table: steps, files, readers, column 8 of every entry of them,
 * events, hints for open pages. All changes are of one person.
 */
export async function writeChanges(
  tx: Tx,
  deps: WriteDeps,
  { changes, entries }: { changes: readonly CaseChange[]; entries: readonly FiledEntry[] },
): Promise<void> {
  if (changes.length === 0) return;
  const at = deps.clock.now();
  await insertSteps(tx, changes, at);
  await updateFiles(tx, changes, at);
  await addReaders(tx, changes);
  // A closed file asks nothing of anybody any more.
  await endTasksOf(
    tx,
    deps,
    changes.filter(({ place }) => place.status === 'closed'),
  );
  await followClosing(tx, deps, changes, at);
  await routeEntries(tx, deps, changes, entries);
  await recordEvents(
    tx,
    changes.map(({ file, kind, place, acting }) =>
      toEventRow(acting, {
        type: eventOf[kind],
        at,
        subjectType: 'case-file',
        subjectId: file.id,
        unitId: place.unitId,
        data: { version: file.version + 1, handler: place.handlerId },
      }),
    ),
  );
  await announceChanges(
    tx,
    changes.map(({ file, place }) => ({
      topic: 'case-files' as const,
      subjectId: file.id,
      principals: [file.unitId, file.handlerId, place.unitId, place.handlerId].filter((id) => id !== null),
      sealedRegisterId: file.sealed ? file.registerId : null,
      at,
    })),
  );
}

async function insertSteps(tx: Tx, changes: readonly CaseChange[], at: Date) {
  const rows = changes.map(({ file, kind, place, outcome, text, detail, acting }) => ({
    id: newId(),
    file: file.id,
    version: file.version + 1,
    kind,
    account: acting.accountId,
    behalf: acting.onBehalfOf,
    from_unit: file.unitId,
    from_handler: file.handlerId,
    to_unit: place.unitId,
    to_handler: place.handlerId,
    outcome: kind === 'close' ? outcome : null,
    text,
    detail,
  }));
  await sql`
    INSERT INTO case_steps (id, case_file_id, version, kind, at, account_id, on_behalf_of, from_unit_id, from_handler_id,
      to_unit_id, to_handler_id, outcome, text, detail)
    SELECT step.id, step.file, step.version, step.kind, ${at}, step.account, step.behalf, step.from_unit,
      step.from_handler, step.to_unit, step.to_handler, step.outcome, step.text, step.detail
    FROM json_to_recordset(${JSON.stringify(rows)}) AS step(id uuid, file uuid, version int, kind text, account uuid,
      behalf uuid, from_unit uuid, from_handler uuid, to_unit uuid, to_handler uuid, outcome text, text text, detail jsonb)
  `.execute(tx);
}

async function updateFiles(tx: Tx, changes: readonly CaseChange[], at: Date) {
  const rows = changes.map(({ file, kind, place, outcome, procedure, fields }) => ({
    id: file.id,
    status: place.status,
    unit: place.unitId,
    handler: place.handlerId,
    moved: kind === 'assign' || kind === 'return',
    returned: kind === 'return',
    outcome: place.status === 'closed' ? outcome : null,
    procedure: procedure?.code,
    procedure_version: procedure?.version,
    fields,
  }));
  await sql`
    UPDATE case_files SET status = change.status, unit_id = change.unit, handler_id = change.handler,
      since = CASE WHEN change.moved OR change.status = 'closed' OR case_files.status = 'closed' THEN ${at}
        ELSE case_files.since END,
      returned = CASE WHEN change.moved THEN change.returned ELSE case_files.returned END,
      outcome = change.outcome, closed_at = CASE WHEN change.status = 'closed' THEN ${at}::timestamptz END,
      procedure = coalesce(change.procedure, case_files.procedure),
      procedure_version = coalesce(change.procedure_version, case_files.procedure_version),
      fields = coalesce(change.fields, case_files.fields), version = case_files.version + 1
    FROM json_to_recordset(${JSON.stringify(rows)}) AS change(id uuid, status text, unit uuid, handler uuid,
      moved boolean, returned boolean, outcome text, procedure text, procedure_version int, fields jsonb)
    WHERE case_files.id = change.id
  `.execute(tx);
}

// Unit and person read every entry of what lies with them; those before keep what they had.
async function addReaders(tx: Tx, changes: readonly CaseChange[]) {
  const readers = changes
    .filter(({ file }) => !file.sealed)
    .flatMap(({ file, place }) =>
      [place.unitId, place.handlerId]
        .filter((principal) => principal !== null)
        .map((principal) => ({ file: file.id, principal })),
    );
  await letRead(tx, readers);
}

/** People and units that may read these files from now on; never one of a confidential register. */
export async function letRead(
  tx: Tx,
  readers: readonly { readonly file: string; readonly principal: string }[],
): Promise<void> {
  if (readers.length === 0) return;
  await sql`
    INSERT INTO entry_readers (principal, book_id, number)
    SELECT reader.principal, entries.book_id, entries.number
    FROM json_to_recordset(${JSON.stringify(readers)}) AS reader(file uuid, principal uuid)
    JOIN case_entries ON case_entries.case_file_id = reader.file
    JOIN entries ON entries.id = case_entries.entry_id
    ON CONFLICT DO NOTHING
  `.execute(tx);
}

async function routeEntries(
  tx: Tx,
  deps: WriteDeps,
  changes: readonly CaseChange[],
  entries: readonly FiledEntry[],
) {
  const [first] = changes;
  const routed = routedEntries(changes, entries);
  if (first === undefined || routed.length === 0) return;
  const places = routed.map(
    ({ entry, unitId }): NewPlace => ({
      bookId: entry.book_id,
      number: entry.number,
      kind: 'routed',
      fields: { unit: unitId },
    }),
  );
  await amendPlaces(tx, { ...deps, acting: first.acting }, places);
  const at = deps.clock.now();
  await recordEvents(
    tx,
    routed.map(({ entry, unitId }) =>
      toEventRow(first.acting, {
        type: 'entry.routed',
        at,
        subjectType: 'entry',
        subjectId: entry.entry_id,
        unitId,
        data: { book: entry.book_id, number: entry.number },
      }),
    ),
  );
}

/** Entries whose column 8 says something else than where their file lies from now on. */
export function routedEntries(
  changes: readonly Pick<CaseChange, 'file' | 'place'>[],
  entries: readonly FiledEntry[],
): { entry: FiledEntry; unitId: string | null }[] {
  const byFile = new Map(
    changes.filter(({ file }) => !file.sealed).map((change) => [change.file.id, change]),
  );
  return entries.flatMap((entry) => {
    const change = byFile.get(entry.case_file_id);
    if (change === undefined || entry.fixed || entry.unit_id === change.place.unitId) return [];
    return [{ entry, unitId: change.place.unitId }];
  });
}
