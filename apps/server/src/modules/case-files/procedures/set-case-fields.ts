import {
  AppError,
  type CaseFileRow,
  checkFieldValues,
  type FieldInput,
  type FieldIssue,
  type FieldValue,
  type FieldValues,
  type SetCaseFieldsRequest,
} from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { type ActDeps, performAct } from '../acts/perform-acts.ts';
import type { CaseFileState } from '../case-file.ts';
import { getCaseRow, requireCaseFile } from '../views/require-case-file.ts';
import { type ReferenceDeps, referenceIssues } from './field-references.ts';
import type { ProcedureBook } from './procedure-book.ts';

export type SetFieldsDeps = ActDeps & ReferenceDeps & { procedures: ProcedureBook };

/** Fills in fields of a file's procedure; null empties one. What others typed meanwhile is a conflict, never overwritten. */
export async function setCaseFields(
  deps: SetFieldsDeps,
  actor: Actor,
  { id, requestId, version, fields }: SetCaseFieldsRequest & { id: string },
): Promise<CaseFileRow> {
  const { record } = await requireCaseFile(deps, actor, id);
  const { fields: declared } = await deps.procedures.version({
    code: record.procedure,
    version: record.procedure_version,
  });
  const { values, issues } = checkFieldValues(declared, fields);
  refuse([...issues, ...(await referenceIssues(deps, actor, { fields: declared, values }))]);
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.fields-changed',
    body: { id, version, fields },
    decide: ({ status, unitId, handlerId, ...file }) => ({
      action: 'edit',
      kind: 'fields',
      place: { status, unitId, handlerId },
      outcome: null,
      text: null,
      ...changeFields(file, values),
    }),
  });
  return getCaseRow(deps, actor, id);
}

function refuse(issues: FieldIssue[]) {
  if (issues.length > 0) throw new AppError('validation', 'request.invalid', { fields: issues });
}

/** The values from now on, and what each changed one was before. */
export function changeFields(
  { fields: before }: Pick<CaseFileState, 'fields'>,
  values: FieldInput,
): { fields: FieldValues; detail: { fields: Record<string, Changed> } } {
  const fields: FieldValues = { ...before };
  const changed: Record<string, Changed> = {};
  for (const [name, value] of Object.entries(values)) {
    const old = before[name] ?? null;
    if (old === value) continue;
    changed[name] = { before: old, after: value };
    if (value === null) delete fields[name];
    else fields[name] = value;
  }
  return { fields, detail: { fields: changed } };
}

type Changed = { before: FieldValue | null; after: FieldValue | null };
