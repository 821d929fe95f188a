import { type CaseField, type CaseProcedure, type CaseRequirement, missingFields } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import type { CaseRecord } from '../views/case-row.ts';
import type { ReferenceDeps } from './field-references.ts';
import type { Procedure } from './procedure.ts';
import type { ProcedureBook } from './procedure-book.ts';
import { readFieldNames, showField } from './show-field.ts';

export type CaseProcedureDeps = ReferenceDeps & { procedures: ProcedureBook };

/** What the procedure of a file says of it, with the values that it has: for who reads the file. */
export async function describeCaseProcedure(
  deps: CaseProcedureDeps,
  actor: Actor,
  record: Pick<CaseRecord, 'id' | 'procedure' | 'procedure_version' | 'fields'>,
): Promise<CaseProcedure> {
  const { procedures, db } = deps;
  const procedure = await procedures.version({ code: record.procedure, version: record.procedure_version });
  const newest = await procedures.newest(procedure.code);
  const fields = await showFields(deps, actor, { procedure, values: record.fields });
  const requirements = await listRequirements(db, record.id, procedure);
  const { code, version, name, legalBasis = null, tacitApproval, retention, outcomes } = procedure;
  return {
    ...{ code, version, name, legalBasis, tacitApproval, outcomes, fields, requirements },
    newest: newest && newest.version !== version ? newest.version : null,
    retention: { ...retention, nomenclature: retention.nomenclature ?? null },
    missing: {
      fields: missingFields(procedure.fields, record.fields).length,
      documents: requirements.filter(({ optional, present }) => !optional && present === null).length,
    },
  };
}

/** The fields of a procedure with the values of one file, in words too. */
export async function showFields(
  deps: ReferenceDeps,
  actor: Actor,
  { procedure, values }: { procedure: Procedure; values: CaseRecord['fields'] },
): Promise<CaseField[]> {
  const given = procedure.fields.flatMap((field) => {
    const value = values[field.name];
    return value === undefined ? [] : [{ field, value }];
  });
  const names = await readFieldNames(deps, actor, given);
  return procedure.fields.map((field) => {
    const value = values[field.name] ?? null;
    return { field, value, shown: value === null ? null : showField(field, value, names) };
  });
}

type RequirementRow = { code: string; at: Date; by: string; documentId: string | null; title: string | null };

/** The documents asked for, and which of them are there. */
async function listRequirements(
  db: Db,
  fileId: string,
  { requiredDocuments }: Procedure,
): Promise<CaseRequirement[]> {
  if (requiredDocuments.length === 0) return [];
  const { rows } = await sql<RequirementRow>`
    SELECT case_requirements.code, case_requirements.at, coalesce(account_names.name, '') AS by,
      case_requirements.document_id AS "documentId", coalesce(case_items.title, documents.name) AS title
    FROM case_requirements
    LEFT JOIN account_names ON account_names.account_id = case_requirements.account_id
    LEFT JOIN case_items ON case_items.document_id = case_requirements.document_id
    LEFT JOIN documents ON documents.id = case_requirements.document_id
    WHERE case_requirements.case_file_id = ${fileId}
  `.execute(db);
  return requiredDocuments.map(({ code, name, hint = null, optional }) => {
    const found = rows.find((row) => row.code === code);
    const present = found
      ? { at: found.at.toISOString(), by: found.by, documentId: found.documentId, title: found.title }
      : null;
    return { code, name, hint, optional, present };
  });
}
