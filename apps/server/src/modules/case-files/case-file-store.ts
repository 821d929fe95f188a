import { defaultOutcomes, formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { EntryReach } from '../registry/index.ts';
import type { CaseFileFacts, CaseFileState } from './case-file.ts';
import { barredOf } from './complaint/barred-of.ts';

type StateRow = {
  id: string;
  status: CaseFileFacts['status'];
  unit_id: string | null;
  handler_id: string | null;
  outcome: CaseFileFacts['outcome'];
  version: number;
  register_id: string;
  register_unit_id: string | null;
  sealed: boolean;
  reader: boolean;
  number: number;
  registered_on: string;
  previous_unit_id: string | null;
  barred: string[] | null;
  received_at: Date;
  procedure: string;
  procedure_version: number;
  outcomes: CaseFileState['outcomes'] | null;
  rights: CaseFileState['rights'] | null;
  fields: CaseFileState['fields'];
};

/** An entry of a file, as far as column 8 and readers ask. */
export type FiledEntry = {
  entry_id: string;
  case_file_id: string;
  book_id: string;
  number: number;
  unit_id: string | null;
  annulled: boolean;
  /** Its row changes no more: annulled, or of a book that is closed. */
  fixed: boolean;
};

/** The files of these ids among those that the actor may see, by id. */
export async function readStates(
  db: Db | Tx,
  { reach, clock }: { reach: EntryReach; clock: Clock },
  ids: readonly string[],
): Promise<Map<string, CaseFileState>> {
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<StateRow>`
    SELECT case_files.id, case_files.status, case_files.unit_id, case_files.handler_id, case_files.outcome,
      case_files.version, registers.id AS register_id, registers.unit_id AS register_unit_id,
      registers.kind = 'confidential' AS sealed, ${reach.fileReadable} AS reader, entries.number,
      entries.registered_on, previous.unit_id AS previous_unit_id, ${barredOf(clock)} AS barred,
      coalesce(entries.received_at, entries.registered_at) AS received_at, case_files.procedure, case_files.procedure_version, case_files.fields,
      procedures.declaration -> 'outcomes' AS outcomes, procedures.declaration -> 'rights' AS rights
    FROM case_files
    JOIN procedures ON procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    LEFT JOIN LATERAL (
      SELECT case_steps.from_unit_id FROM case_steps
      WHERE case_steps.case_file_id = case_files.id AND case_steps.kind = 'assign'
        AND case_steps.to_unit_id = case_files.unit_id AND case_steps.from_unit_id IS DISTINCT FROM case_files.unit_id
      ORDER BY case_steps.version DESC LIMIT 1
    ) AS before ON true
    LEFT JOIN LATERAL (
      SELECT units.id AS unit_id FROM units
      WHERE units.id = before.from_unit_id AND (units.closed_on IS NULL OR units.closed_on > ${today}::date)
    ) AS previous ON true
    WHERE case_files.id = ANY (${ids}::uuid[]) AND ${reach.rowVisible}
  `.execute(db);
  return new Map(rows.map((row) => [row.id, toState(row)]));
}

function toState(row: StateRow): CaseFileState {
  return {
    id: row.id,
    status: row.status,
    unitId: row.unit_id,
    handlerId: row.handler_id,
    outcome: row.outcome,
    version: row.version,
    registerId: row.register_id,
    registerUnitId: row.register_unit_id,
    sealed: row.sealed,
    reader: row.reader,
    barred: new Set(row.barred ?? []),
    registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
    previousUnitId: row.previous_unit_id,
    receivedAt: row.received_at,
    procedure: { code: row.procedure, version: row.procedure_version },
    outcomes: row.outcomes ?? defaultOutcomes,
    rights: row.rights ?? {},
    fields: row.fields,
  };
}

/** Locks files in the order of their ids. After their books, when column 8 is to follow. */
export async function lockCaseFiles(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    SELECT case_files.id FROM case_files WHERE case_files.id = ANY (${ids}::uuid[]) ORDER BY case_files.id FOR UPDATE
  `.execute(tx);
}

/** Entries of these files, in their order. */
export async function readFiledEntries(db: Db | Tx, ids: readonly string[]): Promise<FiledEntry[]> {
  const { rows } = await sql<FiledEntry>`
    SELECT case_entries.entry_id, case_entries.case_file_id, entries.book_id, entries.number, entries.unit_id,
      entries.status = 'annulled' AS annulled, entries.status = 'annulled' OR books.status = 'closed' AS fixed
    FROM case_entries JOIN entries ON entries.id = case_entries.entry_id JOIN books ON books.id = entries.book_id
    WHERE case_entries.case_file_id = ANY (${ids}::uuid[])
    ORDER BY case_entries.case_file_id, case_entries.position
  `.execute(db);
  return rows;
}
