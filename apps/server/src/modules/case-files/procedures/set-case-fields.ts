import {
  AppError,
  type CaseFileRow,
  checkFieldValues,
  type FieldInput,
  type FieldIssue,
  type FieldValue,
  type FieldValues,
  type ProcedureField,
  type SetCaseFieldsRequest,
} from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { type ActDeps, performAct } from '../acts/perform-acts.ts';
import type { CaseFileState } from '../case-file.ts';
import { getCaseRow, requireCaseFile } from '../views/require-case-file.ts';
import { type ReferenceDeps, referenceIssues } from './field-references.ts';
import type { ProcedureBook } from './procedure-book.ts';
import { readFieldNames, showField } from './show-field.ts';

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
  const said = await wordsOf(deps, actor, { declared, before: record.fields, values });
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
      ...changeFields(file, values, said),
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
  said: readonly Said[],
): { fields: FieldValues; detail: { fields: Record<string, Changed>; said: readonly Said[] } } {
  const fields: FieldValues = { ...before };
  const changed: Record<string, Changed> = {};
  for (const [name, value] of Object.entries(values)) {
    const old = before[name] ?? null;
    if (old === value) continue;
    changed[name] = { before: old, after: value };
    if (value === null) delete fields[name];
    else fields[name] = value;
  }
  return { fields, detail: { fields: changed, said } };
}

/** The same for people: it stays as it was said then, whatever is called otherwise later. */
async function wordsOf(
  deps: ReferenceDeps,
  actor: Actor,
  {
    declared,
    before,
    values,
  }: { declared: readonly ProcedureField[]; before: FieldValues; values: FieldInput },
): Promise<Said[]> {
  const changed = declared.flatMap((field) => {
    const [old, after] = [before[field.name] ?? null, values[field.name]];
    return after === undefined || after === old ? [] : [{ field, old, after }];
  });
  const given = changed.flatMap(({ field, old, after }) =>
    [old, after].flatMap((value) => (value === null ? [] : [{ field, value }])),
  );
  const names = await readFieldNames(deps, actor, given);
  const show = (field: ProcedureField, value: FieldValue | null) =>
    value === null ? null : showField(field, value, names);
  return changed.map(({ field, old, after }) => ({
    label: field.label,
    before: show(field, old),
    after: show(field, after),
  }));
}

type Said = { label: string; before: string | null; after: string | null };
type Changed = { before: FieldValue | null; after: FieldValue | null };
