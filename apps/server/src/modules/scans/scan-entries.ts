import {
  encodeLabelCode,
  formatRegistrationNumber,
  type NamedEntry,
  parseLabelCode,
  parseRegistrationNumber,
  type ScanEntry,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { filesOpenToScans } from '../case-files/index.ts';
import type { Actor } from '../identity/index.ts';
import { type RegisterDirectory, readEntryReach } from '../registry/index.ts';

/** What looking entries up stands on. */
export type ScanEntryDeps = { db: Db; clock: Clock; registers: RegisterDirectory };

/** An entry as it is shown, and as it is weighed. */
export type FoundEntry = { readonly shown: ScanEntry; readonly weighed: NamedEntry };

type EntryRow = {
  label_code: string;
  register: string;
  year: number;
  number: number;
  registered_on: string;
  subject: string;
  issuer: string;
  sheets: number;
  annulled: boolean;
  closed: boolean;
  scanned: boolean;
  case_file_id: string;
};

/** The entries that labels name, by code; only those whose row the actor sees. */
export async function findLabelled(
  deps: ScanEntryDeps,
  actor: Actor,
  codes: readonly string[],
): Promise<ReadonlyMap<string, FoundEntry>> {
  const labels = codes.flatMap((code) => parseLabelCode(code) ?? []);
  if (labels.length === 0) return new Map();
  const given = sql`json_to_recordset(${JSON.stringify(labels)}) AS label(register text, year int, number int)`;
  const found = await read(
    deps,
    actor,
    sql`EXISTS (SELECT FROM ${given} WHERE label.register = registers.label_code AND label.year = books.year
      AND label.number = entries.number)`,
  );
  return new Map(found.map((entry) => [entry.weighed.code, entry]));
}

const most = 10;

/** Entries by what a person writes: a label, a number with its day or year, a number of this year. */
export async function findWritten(deps: ScanEntryDeps, actor: Actor, text: string): Promise<FoundEntry[]> {
  const label = parseLabelCode(text);
  if (label) return [...(await findLabelled(deps, actor, [text.trim().toUpperCase()])).values()];
  const year = toLegalTime(deps.clock.now()).year;
  const bare = /^\s*(\d{1,9})\s*$/.exec(text)?.[1];
  const written = bare ? { number: Number(bare), year, date: undefined } : parseRegistrationNumber(text);
  if (written === undefined) return [];
  const day = written.date ? sql`AND entries.registered_on = ${written.date}::date` : sql``;
  return read(deps, actor, sql`books.year = ${written.year} AND entries.number = ${written.number} ${day}`);
}

/** One entry by its key. */
export async function findKeyed(
  deps: ScanEntryDeps,
  actor: Actor,
  key: { register: string; year: number; number: number },
): Promise<FoundEntry | undefined> {
  const [found] = await read(
    deps,
    actor,
    sql`registers.code = ${key.register} AND books.year = ${key.year} AND entries.number = ${key.number}`,
  );
  return found;
}

async function read(
  deps: ScanEntryDeps,
  actor: Actor,
  condition: RawBuilder<unknown>,
): Promise<FoundEntry[]> {
  const reach = await readEntryReach(deps, actor);
  const { rows } = await sql<EntryRow>`
    SELECT registers.label_code, registers.code AS register, books.year, entries.number, entries.registered_on,
      entries.subject, entries.issuer, entries.sheets, entries.status = 'annulled' AS annulled,
      case_files.status = 'closed' AS closed, case_files.id AS case_file_id,
      (entries.document_count > 0 OR EXISTS (SELECT FROM scan_placements
        WHERE scan_placements.case_file_id = case_files.id)
        OR EXISTS (SELECT FROM scan_batches WHERE scan_batches.case_file_id = case_files.id)) AS scanned
    FROM books
    JOIN registers ON registers.id = books.register_id
    JOIN entries ON entries.book_id = books.id
    JOIN case_entries ON case_entries.entry_id = entries.id
    JOIN case_files ON case_files.id = case_entries.case_file_id
    WHERE ${condition} AND ${reach.rowVisible}
    ORDER BY registers.kind, registers.code LIMIT ${Math.max(most, 500)}`.execute(deps.db);
  const open = await filesOpenToScans(
    deps,
    actor,
    rows.map((row) => row.case_file_id),
  );
  const today = toLegalTime(deps.clock.now()).date;
  return rows.map((row) => toFound(row, { mayAdd: open.has(row.case_file_id), today }));
}

const dayMs = 86_400_000;

function toFound(row: EntryRow, { mayAdd, today }: { mayAdd: boolean; today: string }): FoundEntry {
  const { register, year, number, sheets } = row;
  return {
    shown: {
      ...{ register, year, number, sheets, mayAdd },
      registrationNumber: formatRegistrationNumber(number, row.registered_on),
      subject: row.subject,
      sender: row.issuer,
      caseFileId: row.case_file_id,
    },
    weighed: {
      ...{ sheets, mayAdd, annulled: row.annulled, closed: row.closed, scannedBefore: row.scanned },
      code: encodeLabelCode({ register: row.label_code, year, number }),
      ageDays: Math.round((Date.parse(today) - Date.parse(row.registered_on)) / dayMs),
    },
  };
}
