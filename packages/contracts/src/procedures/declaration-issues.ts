import type { ErrorCode } from '../errors/error-codes.ts';
import type { ProcedureDeclaration } from './declaration.ts';
import type { ProcedureField } from './field-declaration.ts';

/** Something that does not hold together inside a declaration, and where. */
export type DeclarationIssue = { path: (string | number)[]; code: ErrorCode };

/** Names and codes said twice, what a field's kind does not have, what is public though it is no field. */
export function declarationIssues(declaration: ProcedureDeclaration): DeclarationIssue[] {
  return [
    ...repeated(declaration.fields, 'fields', 'name'),
    ...repeated(declaration.requiredDocuments, 'requiredDocuments', 'code'),
    ...repeated(declaration.terms, 'terms', 'role'),
    ...declaration.fields.flatMap(fieldIssues),
    ...publicIssues(declaration),
    ...directionIssues(declaration),
    ...(declaration.route[0]?.together
      ? [{ path: ['route', 0, 'together'], code: 'field.invalid' as const }]
      : []),
  ];
}

function repeated<Key extends string>(
  rows: readonly Readonly<Record<Key, unknown>>[],
  list: string,
  key: Key,
): DeclarationIssue[] {
  const seen = new Set<unknown>();
  return rows.flatMap((row, at) => {
    const again = seen.has(row[key]);
    seen.add(row[key]);
    return again ? [{ path: [list, at, key], code: 'procedure.repeated' as const }] : [];
  });
}

const limited: readonly ProcedureField['kind'][] = ['text', 'number', 'money', 'date'];

function fieldIssues(field: ProcedureField, at: number): DeclarationIssue[] {
  const issue = (key: string, code: ErrorCode): DeclarationIssue => ({ path: ['fields', at, key], code });
  const options = field.options ?? [];
  const issues: DeclarationIssue[] = repeated(options, 'options', 'code').map(({ path, code }) => ({
    path: ['fields', at, ...path],
    code,
  }));
  if (field.kind === 'choice' && options.length === 0) issues.push(issue('options', 'field.required'));
  if (field.kind !== 'choice' && field.options !== undefined)
    issues.push(issue('options', 'field.unexpected'));
  if (field.kind !== 'number' && field.decimals !== undefined)
    issues.push(issue('decimals', 'field.unexpected'));
  if (field.kind !== 'number' && field.measure !== undefined)
    issues.push(issue('measure', 'field.unexpected'));
  for (const limit of ['min', 'max'] as const) {
    const value = field[limit];
    if (value === undefined) continue;
    if (!limited.includes(field.kind)) issues.push(issue(limit, 'field.unexpected'));
    else if ((typeof value === 'string') !== (field.kind === 'date'))
      issues.push(issue(limit, 'field.invalid'));
  }
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    issues.push(issue('max', 'field.out-of-range'));
  return issues;
}

function publicIssues({ fields, public: items }: ProcedureDeclaration): DeclarationIssue[] {
  const names = new Set(fields.map(({ name }) => `field:${name}`));
  return items.flatMap((item, at) =>
    item.startsWith('field:') && !names.has(item)
      ? [{ path: ['public', at], code: 'procedure.public-unknown' as const }]
      : [],
  );
}

function directionIssues({ directions, defaultFor }: ProcedureDeclaration): DeclarationIssue[] {
  return defaultFor.flatMap((direction, at) =>
    directions.includes(direction)
      ? []
      : [{ path: ['defaultFor', at], code: 'procedure.direction-not-taken' as const }],
  );
}
