import type { HistoryRow } from '@opis/contracts';
import { sql } from 'kysely';
import { canonicalHash } from '../../../platform/crypto/canonical-hash.ts';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';

export type RowToStore = { line: number; row: HistoryRow };

/** Stores rows that are not there yet; gives those that are, and whether with the same content. */
export async function storeRows(
  tx: Tx,
  given: { registerId: string; importId: string; rows: readonly RowToStore[] },
): Promise<{ added: RowToStore[]; known: (RowToStore & { same: boolean })[] }> {
  const prepared = given.rows.map((item) => ({
    ...item,
    id: newId(),
    hash: canonicalHash(item.row).toString('hex'),
  }));
  const { rows: inserted } = await sql<{ id: string }>`
    INSERT INTO history_entries (id, register_id, import_id, line, year, number, suffix, registered_on, issuer_reference,
      sheets, annexes, issuer, subject, unit, dispatched_on, resolution, addressee, joined_to, nomenclature, search_key,
      content_hash)
    SELECT given.id, ${given.registerId}, ${given.importId}, given.line, given.year, given.number, given.suffix,
      given."registeredOn", given."issuerReference", given.sheets, given.annexes, given.issuer, given.subject, given.unit,
      given."dispatchedOn", given.resolution, given.addressee, given."joinedTo", given.nomenclature,
      fold(concat_ws(' ', given.issuer, given.subject, given.addressee)), decode(given.hash, 'hex')
    FROM json_to_recordset(${JSON.stringify(prepared.map(({ row, ...rest }) => ({ ...row, ...rest })))}) AS given(
      id uuid, line int, year int, number int, suffix text, "registeredOn" date, "issuerReference" text, sheets int,
      annexes int, issuer text, subject text, unit text, "dispatchedOn" date, resolution text, addressee text,
      "joinedTo" text, nomenclature text, hash text)
    ON CONFLICT ON CONSTRAINT history_entries_number_unique DO NOTHING
    RETURNING history_entries.id
  `.execute(tx);
  const fresh = new Set(inserted.map((row) => row.id));
  const others = prepared.filter(({ id }) => !fresh.has(id));
  const hashes =
    others.length === 0 ? new Map<string, string>() : await readHashes(tx, given.registerId, others);
  return {
    added: prepared.filter(({ id }) => fresh.has(id)),
    known: others.map((item) => ({ ...item, same: hashes.get(keyOf(item.row)) === item.hash })),
  };
}

const keyOf = ({ year, number, suffix }: Pick<HistoryRow, 'year' | 'number' | 'suffix'>) =>
  `${year} ${number} ${suffix}`;

async function readHashes(tx: Tx, registerId: string, items: readonly RowToStore[]) {
  const { rows } = await sql<{ year: number; number: number; suffix: string; hash: string }>`
    SELECT history_entries.year, history_entries.number, history_entries.suffix,
      encode(history_entries.content_hash, 'hex') AS hash
    FROM json_to_recordset(${JSON.stringify(items.map(({ row }) => row))}) AS wanted(year int, number int, suffix text)
    JOIN history_entries ON history_entries.register_id = ${registerId} AND history_entries.year = wanted.year
      AND history_entries.number = wanted.number AND history_entries.suffix = wanted.suffix
  `.execute(tx);
  return new Map(rows.map((row) => [keyOf(row), row.hash]));
}

/** From which number this program numbers each year of the register. */
export async function readFirstNumbers(tx: Tx, registerId: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ year: number; first_number: number }>`
    SELECT books.year, books.first_number FROM books WHERE books.register_id = ${registerId}
  `.execute(tx);
  return new Map(rows.map((row) => [row.year, row.first_number]));
}

/** Writes down that a file brought rows. */
export async function insertImport(
  tx: Tx,
  given: {
    id: string;
    registerId: string;
    fileName: string;
    hash: Buffer;
    added: number;
    at: Date;
    by: string | null;
  },
): Promise<void> {
  await sql`
    INSERT INTO history_imports (id, register_id, file_name, file_hash, new_count, imported_at, imported_by)
    VALUES (${given.id}, ${given.registerId}, ${given.fileName}, ${given.hash}, ${given.added}, ${given.at}, ${given.by})
  `.execute(tx);
}
