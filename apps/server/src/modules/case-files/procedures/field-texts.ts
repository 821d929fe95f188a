import { type FieldValues, ProcedureField } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, Tx } from '../../../platform/db.ts';
import { showField } from './show-field.ts';

/** A field of a file's procedure with its value in words; empty while nobody gave one. */
export type FieldText = { readonly name: string; readonly label: string; readonly text: string };

type Row = {
  declared: unknown;
  fields: FieldValues;
  register_id: string;
};

/**
 * The fields of a file in words, by the version of the procedure that it follows: what its letters print. The same for
 * every reader of the file, so that one paper does not say two things: a person known in a confidential register alone
 * is named in the files of that register only. It reads on the connection that is given, inside a transaction too.
 */
export async function readFieldTexts(db: Db | Tx, fileId: string): Promise<FieldText[]> {
  const { rows } = await sql<Row>`
    SELECT procedures.declaration -> 'fields' AS declared, case_files.fields, books.register_id
    FROM case_files
    JOIN procedures ON procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
    JOIN entries ON entries.id = case_files.id JOIN books ON books.id = entries.book_id
    WHERE case_files.id = ${fileId}
  `.execute(db);
  const [row] = rows;
  if (!row?.declared) return [];
  const fields = z.array(ProcedureField).parse(row.declared);
  const names = await readNames(db, row, fields);
  return fields.map((field) => {
    const value = row.fields[field.name];
    return {
      name: field.name,
      label: field.label,
      text: value === undefined ? '' : showField(field, value, names),
    };
  });
}

async function readNames(db: Db | Tx, row: Row, fields: readonly ProcedureField[]) {
  const given = (kind: ProcedureField['kind']) =>
    fields.flatMap((field) => (field.kind === kind ? [row.fields[field.name]] : [])).filter(isText);
  const parties = given('party');
  const units = given('unit');
  if (parties.length + units.length === 0) return { party: none, unit: none };
  const { rows } = await sql<{ key: string; name: string }>`
    SELECT parties.id::text AS key, parties.name FROM parties WHERE parties.id = ANY (${parties}::uuid[])
      AND (parties.sealed_register_id IS NULL OR parties.sealed_register_id = ${row.register_id})
    UNION ALL
    SELECT units.code, units.name FROM units WHERE units.code = ANY (${units}::text[])
  `.execute(db);
  const found = new Map(rows.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => found.get(key);
  return { party: nameOf, unit: nameOf };
}

const none = () => undefined;
const isText = (value: unknown): value is string => typeof value === 'string';
