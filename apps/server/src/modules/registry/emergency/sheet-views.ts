import {
  AppError,
  type EmergencyLine,
  type EmergencyPlace,
  type EmergencySheet,
  type EmergencySheetDetail,
  formatEmergencyNumber,
  formatRegistrationNumber,
  parseEmergencyNumber,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { mayInRegister, type RegisterDirectory } from '../registers.ts';
import { visibleAnywhere } from '../views/entries-of-parties.ts';

export type SheetDeps = { db: Db; registers: RegisterDirectory };

type SheetRow = {
  id: string;
  office_code: string;
  office_name: string;
  register_code: string;
  register_name: string;
  prefix: string;
  year: number;
  first_number: number;
  last_number: number;
  printed_at: Date;
  printed_by_name: string | null;
  entered: number;
  voided: number;
};

const selectSheets = sql`
  SELECT emergency_sheets.id, offices.code AS office_code, offices.name AS office_name, registers.code AS register_code,
    registers.name AS register_name, emergency_books.prefix, emergency_books.year, emergency_sheets.first_number,
    emergency_sheets.last_number, emergency_sheets.printed_at, account_names.name AS printed_by_name, ends.entered, ends.voided
  FROM emergency_sheets
  JOIN emergency_books ON emergency_books.id = emergency_sheets.book_id
  JOIN offices ON offices.id = emergency_books.office_id
  JOIN registers ON registers.id = emergency_sheets.register_id
  LEFT JOIN account_names ON account_names.account_id = emergency_sheets.printed_by
  CROSS JOIN LATERAL (
    SELECT count(emergency_settlements.entry_id)::int AS entered, count(emergency_settlements.void_reason)::int AS voided
    FROM emergency_settlements
    WHERE emergency_settlements.book_id = emergency_sheets.book_id
      AND emergency_settlements.number BETWEEN emergency_sheets.first_number AND emergency_sheets.last_number
  ) AS ends`;

// A sheet is of those who may register where its lines are entered; for everybody else it is not there.
async function registersOf(deps: SheetDeps, actor: Actor): Promise<string[]> {
  const known = await deps.registers.list(actor);
  return known
    .filter((access) => mayInRegister(actor, access, 'entry.register'))
    .map(({ register }) => register.id);
}

/** Sheets that the actor may enter: those with open lines first, then the newest; at most 200. */
export async function listSheets(
  deps: SheetDeps,
  actor: Actor,
  state: 'open' | 'all',
): Promise<EmergencySheet[]> {
  const registers = await registersOf(deps, actor);
  const isOpen = sql`ends.entered + ends.voided <= emergency_sheets.last_number - emergency_sheets.first_number`;
  const { rows } = await sql<SheetRow>`
    ${selectSheets}
    WHERE emergency_sheets.register_id = ANY (${registers}::uuid[]) AND ${state === 'open' ? isOpen : sql`true`}
    ORDER BY (${isOpen}) DESC, emergency_sheets.printed_at DESC, emergency_sheets.id DESC LIMIT 200
  `.execute(deps.db);
  return rows.map(toSheet);
}

/** One sheet with its lines; not-found for who may not enter it. */
export async function getSheet(deps: SheetDeps, actor: Actor, id: string): Promise<EmergencySheetDetail> {
  const registers = await registersOf(deps, actor);
  const { rows } = await sql<SheetRow>`
    ${selectSheets} WHERE emergency_sheets.id = ${id} AND emergency_sheets.register_id = ANY (${registers}::uuid[])
  `.execute(deps.db);
  const row = rows[0];
  if (row === undefined) throw new AppError('not-found', 'emergency.sheet-not-found');
  return { ...toSheet(row), lines: await readLines(deps.db, row) };
}

async function readLines(db: Db, sheet: SheetRow): Promise<EmergencyLine[]> {
  const { rows } = await sql<{
    number: number;
    void_reason: string | null;
    year: number | null;
    entry_number: number | null;
    registered_on: string | null;
    subject: string | null;
    issuer: string | null;
  }>`
    SELECT emergency_lines.number, emergency_settlements.void_reason, books.year, entries.number AS entry_number,
      entries.registered_on, entries.subject, entries.issuer
    FROM emergency_lines
    LEFT JOIN emergency_settlements ON emergency_settlements.book_id = emergency_lines.book_id
      AND emergency_settlements.number = emergency_lines.number
    LEFT JOIN entries ON entries.id = emergency_settlements.entry_id
    LEFT JOIN books ON books.id = entries.book_id
    WHERE emergency_lines.sheet_id = ${sheet.id} ORDER BY emergency_lines.number
  `.execute(db);
  return rows.map((row) => ({
    number: row.number,
    code: codeOf(sheet, row.number),
    entry:
      row.entry_number === null || row.year === null || row.registered_on === null
        ? null
        : {
            year: row.year,
            number: row.entry_number,
            registrationNumber: formatRegistrationNumber(row.entry_number, row.registered_on),
            subject: row.subject ?? '',
            issuer: row.issuer ?? '',
          },
    voidReason: row.void_reason,
  }));
}

/** Where the entry with this emergency number stands, in any register that the actor may see. */
export async function findByEmergencyNumber(
  deps: SheetDeps,
  actor: Actor,
  written: string,
): Promise<EmergencyPlace> {
  const parsed = parseEmergencyNumber(written);
  const visible = await visibleAnywhere(deps.registers, actor);
  const { rows } = await sql<EmergencyPlace>`
    SELECT registers.code AS register, books.year, entries.number FROM entries
    JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    WHERE entries.emergency_number = ${parsed ? formatEmergencyNumber(parsed) : ''} AND ${visible}
  `.execute(deps.db);
  const row = rows[0];
  if (row === undefined) throw new AppError('not-found', 'emergency.number-not-found');
  return row;
}

const codeOf = ({ prefix, year }: { prefix: string; year: number }, number: number) =>
  formatEmergencyNumber({ prefix, number, year });

function toSheet(row: SheetRow): EmergencySheet {
  const { entered, voided } = row;
  return {
    id: row.id,
    office: { code: row.office_code, name: row.office_name },
    register: { code: row.register_code, name: row.register_name },
    first: codeOf(row, row.first_number),
    last: codeOf(row, row.last_number),
    printedAt: row.printed_at.toISOString(),
    printedBy: row.printed_by_name ?? '',
    open: row.last_number - row.first_number + 1 - entered - voided,
    entered,
    voided,
  };
}
