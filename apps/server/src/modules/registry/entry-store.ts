import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import type { FoldedEntry } from './ledger/fold.ts';
import type { RegisterAccess } from './registers.ts';
import { readerOf, visibleTo } from './views/entry-filter.ts';

/** A row under the lock of its book, and whether the actor may read its file. */
export type LockedEntry = { row: FoldedEntry; reader: boolean };

/** Columns of `entries` that the ledger decides, as the fold writes them. */
export const foldedColumns = sql`entries.id, entries.number, entries.record_seq, entries.status, entries.direction,
  entries.channel, entries.registered_at, entries.registered_on, entries.registered_by, entries.issuer,
  entries.issuer_number, entries.issuer_date, entries.subject, entries.sheets, entries.annexes, entries.unit_id,
  entries.dispatched_on, entries.resolution, entries.addressee, entries.out_count, entries.joined_year,
  entries.joined_number, entries.nomenclature_code, entries.category_code, entries.sub_register, entries.sub_number,
  entries.document_count, entries.emergency_number, entries.received_at, entries.annul_reason, entries.annulled_by, entries.annulled_at, entries.corrected,
  entries.sealed, entries.version`;

/** A row as pg reads it: instants are dates still. */
export type StoredEntry = Omit<FoldedEntry, 'registered_at' | 'received_at' | 'annulled_at'> & {
  registered_at: Date;
  received_at: Date | null;
  annulled_at: Date | null;
};

/** The row in the form of the fold. */
export function toFolded({ registered_at, received_at, annulled_at, ...row }: StoredEntry): FoldedEntry {
  return {
    ...row,
    registered_at: registered_at.toISOString(),
    received_at: received_at?.toISOString() ?? null,
    annulled_at: annulled_at?.toISOString() ?? null,
  };
}

/** The row of this number among those the actor may see; not-found for the rest. */
export async function findEntryRow(
  tx: Tx,
  actor: Actor,
  access: RegisterAccess,
  bookId: string,
  number: number,
): Promise<LockedEntry> {
  const { rows } = await sql<StoredEntry & { reader: boolean }>`
    SELECT ${foldedColumns}, ${readerOf(actor)} AS reader FROM entries
    WHERE entries.book_id = ${bookId} AND entries.number = ${number} AND ${visibleTo(actor, access)}
  `.execute(tx);
  const found = rows[0];
  if (found === undefined) throw new AppError('not-found', 'registry.entry-not-found');
  const { reader, ...row } = found;
  return { row: toFolded(row), reader };
}

/** Writes the columns that an amendment may change, from the fold. */
export async function updateEntry(tx: Tx, bookId: string, row: FoldedEntry): Promise<void> {
  await sql`
    UPDATE entries SET status = ${row.status}, issuer = ${row.issuer}, issuer_number = ${row.issuer_number},
      issuer_date = ${row.issuer_date}, subject = ${row.subject}, sheets = ${row.sheets}, annexes = ${row.annexes},
      unit_id = ${row.unit_id}, dispatched_on = ${row.dispatched_on}, resolution = ${row.resolution},
      addressee = ${row.addressee}, out_count = ${row.out_count}, joined_year = ${row.joined_year},
      joined_number = ${row.joined_number}, nomenclature_code = ${row.nomenclature_code},
      annul_reason = ${row.annul_reason}, annulled_by = ${row.annulled_by}, annulled_at = ${row.annulled_at},
      corrected = ${row.corrected}, version = ${row.version}
    WHERE entries.book_id = ${bookId} AND entries.number = ${row.number}
  `.execute(tx);
}
