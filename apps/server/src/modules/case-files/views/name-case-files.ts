import { formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { MovingFile, TermFileName } from '../../deadlines/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { NoticeFile } from '../../notices/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { toCaseRow } from './case-row.ts';
import { type CaseViewDeps, requireCaseFile } from './require-case-file.ts';

/** The file as its terms name it, for who may see its row; throws `case-file.not-found`. */
export async function nameCaseFile(deps: CaseViewDeps, actor: Actor, id: string): Promise<TermFileName> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  const { registrationNumber, subject, issuer } = toCaseRow(eyes, record);
  return { id, registrationNumber, subject, issuer };
}

/** The files of these ids that the person may see now, by id. */
export async function caseFilesInSight(
  deps: CaseViewDeps,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NoticeFile>> {
  if (ids.length === 0) return new Map();
  const reach = await readEntryReach(deps, actor);
  const { rows } = await sql<{ id: string; number: number; on: string; subject: string }>`
    SELECT entries.id, entries.number, entries.registered_on AS on, entries.subject
    FROM entries JOIN books ON books.id = entries.book_id
    WHERE entries.id = ANY (${ids}::uuid[]) AND ${reach.rowVisible}
  `.execute(deps.db);
  return new Map(
    rows.map(({ id, number, on, subject }) => [
      id,
      { id, registrationNumber: formatRegistrationNumber(number, on), subject },
    ]),
  );
}

/** Files of these ids that are in no confidential register, by number and unit alone. */
export async function openlyNamedFiles(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MovingFile>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; number: number; on: string; unit: string | null }>`
    SELECT case_files.id, entries.number, entries.registered_on AS on, units.short_name AS unit
    FROM case_files
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    LEFT JOIN units ON units.id = case_files.unit_id
    WHERE case_files.id = ANY (${ids}::uuid[]) AND registers.kind <> 'confidential'
  `.execute(db);
  return new Map(
    rows.map(({ id, number, on, unit }) => [
      id,
      { registrationNumber: formatRegistrationNumber(number, on), unit },
    ]),
  );
}
