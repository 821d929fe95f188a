import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { erasedText } from './fold.ts';
import { parseRecord, type RecordBody } from './record.ts';

/** All records of one number, in their order, with the values behind their commitments. */
export type NumberHistory = {
  records: { body: RecordBody; hash: string; byName: string | null; inNameOf: string | null }[];
  valueBehind: (commitment: string) => string;
  /** Salt of a value that is still there; undefined once it was erased. */
  saltOf: (commitment: string | undefined) => Buffer | undefined;
};

/** Reads the history of a number from the ledger itself. The caller has decided that it may be read. */
export async function readNumberHistory(db: Db | Tx, bookId: string, number: number): Promise<NumberHistory> {
  const { rows } = await sql<{
    body: string;
    hash: string;
    by_name: string | null;
    in_name_of: string | null;
  }>`
    SELECT convert_from(ledger_records.body, 'UTF8') AS body, encode(ledger_records.hash, 'hex') AS hash,
      account_names.name AS by_name, staff_names.name AS in_name_of
    FROM ledger_records
    LEFT JOIN account_names
      ON account_names.account_id = (convert_from(ledger_records.body, 'UTF8')::jsonb ->> 'by')::uuid
    LEFT JOIN staff_names
      ON staff_names.staff_id = (convert_from(ledger_records.body, 'UTF8')::jsonb ->> 'onBehalfOf')::uuid
    WHERE ledger_records.book_id = ${bookId} AND ledger_records.number = ${number}
    ORDER BY ledger_records.seq
  `.execute(db);
  const records = rows.map((row) => ({
    body: parseRecord(row.body),
    hash: row.hash,
    byName: row.by_name,
    inNameOf: row.in_name_of,
  }));
  const values = await readValues(
    db,
    records.flatMap(({ body }) => [...Object.values(body.commitments), ...(body.documents ?? [])]),
  );
  return {
    records,
    valueBehind: (commitment) => values.get(commitment)?.value ?? erasedText,
    saltOf: (commitment) => (commitment === undefined ? undefined : values.get(commitment)?.salt),
  };
}

/** The values that moved to the sealed store, with their salts: for verification, which tells none of them. */
export async function readSealedValues(
  db: Db | Tx,
  commitments: readonly string[],
): Promise<Map<string, { value: string; salt: Buffer }>> {
  if (commitments.length === 0) return new Map();
  const { rows } = await sql<{ commitment: string; salt: Buffer; value: string }>`
    SELECT encode(sealed_values.commitment, 'hex') AS commitment, sealed_values.salt, sealed_values.value
    FROM sealed_values
    WHERE sealed_values.commitment IN (SELECT decode(wanted, 'hex') FROM unnest(${commitments}::text[]) AS wanted)
  `.execute(db);
  return new Map(rows.map(({ commitment, salt, value }) => [commitment, { salt, value }]));
}

/** The values that are still behind these commitments (hex), with their salts. */
export async function readValues(
  db: Db | Tx,
  commitments: readonly string[],
): Promise<Map<string, { value: string; salt: Buffer }>> {
  if (commitments.length === 0) return new Map();
  const { rows } = await sql<{ commitment: string; salt: Buffer; value: string }>`
    SELECT encode(ledger_values.commitment, 'hex') AS commitment, ledger_values.salt, ledger_values.value
    FROM ledger_values
    WHERE ledger_values.commitment IN (SELECT decode(wanted, 'hex') FROM unnest(${commitments}::text[]) AS wanted)
  `.execute(db);
  return new Map(rows.map(({ commitment, salt, value }) => [commitment, { salt, value }]));
}
