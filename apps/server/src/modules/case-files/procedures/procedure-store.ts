import { ProcedureDeclaration, type ProcedureOrigin } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import type { Procedure, ProcedureKey } from './procedure.ts';

type Row = { version: number; origin: ProcedureOrigin; declaration: unknown };

const toProcedure = ({ declaration, version, origin }: Row): Procedure => ({
  ...ProcedureDeclaration.parse(declaration),
  version,
  origin,
});

/** The newest version of each procedure, by code. */
export async function readNewest(db: Db | Tx): Promise<Procedure[]> {
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (procedures.code) procedures.version, procedures.origin, procedures.declaration
    FROM procedures ORDER BY procedures.code, procedures.version DESC
  `.execute(db);
  return rows.map(toProcedure);
}

/** One version of a procedure. */
export async function findVersion(
  db: Db | Tx,
  { code, version }: ProcedureKey,
): Promise<Procedure | undefined> {
  const { rows } = await sql<Row>`
    SELECT procedures.version, procedures.origin, procedures.declaration FROM procedures
    WHERE procedures.code = ${code} AND procedures.version = ${version}
  `.execute(db);
  return rows.map(toProcedure)[0];
}

/** A version with when it was declared, by whom, and how many files follow it. */
export type VersionRow = {
  procedure: Procedure;
  declaredAt: Date;
  declaredBy: string | null;
  openFiles: number;
  allFiles: number;
};

/** Every version of a procedure, newest first. */
export async function listVersions(db: Db, code: string): Promise<VersionRow[]> {
  const { rows } = await sql<Row & { at: Date; by: string | null; open: number; all: number }>`
    SELECT procedures.version, procedures.origin, procedures.declaration, procedures.declared_at AS at,
      account_names.name AS by, coalesce(files.open, 0) AS open, coalesce(files.all, 0) AS all
    FROM procedures
    LEFT JOIN account_names ON account_names.account_id = procedures.declared_by
    LEFT JOIN (
      SELECT case_files.procedure_version AS version, count(*)::int AS all,
        (count(*) FILTER (WHERE case_files.status <> 'closed'))::int AS open
      FROM case_files WHERE case_files.procedure = ${code} GROUP BY case_files.procedure_version
    ) AS files ON files.version = procedures.version
    WHERE procedures.code = ${code} ORDER BY procedures.version DESC
  `.execute(db);
  return rows.map((row) => ({
    procedure: toProcedure(row),
    declaredAt: row.at,
    declaredBy: row.by,
    openFiles: row.open,
    allFiles: row.all,
  }));
}

/** Appends a version; two at once meet in the key (23505). Gives the id of its row. */
export async function insertVersion(
  tx: Tx,
  {
    declaration,
    version,
    at,
    by,
  }: { declaration: ProcedureDeclaration; version: number; at: Date; by: string | null },
): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO procedures (id, code, version, origin, declaration, declared_at, declared_by)
    VALUES (${id}, ${declaration.code}, ${version}, 'institution', ${JSON.stringify(declaration)}::jsonb, ${at}, ${by})
  `.execute(tx);
  return id;
}
