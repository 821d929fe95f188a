import type { ProcedureDeclaration } from '@opis/contracts';
import { procedureText } from './procedure-texts.ts';

/** One thing that is other in a declaration: where, and what it was; undefined: it was not there, or is no more. */
export type ProcedureChange = { path: string; before: string | undefined; after: string | undefined };

/** What is other between two declarations. Rows of lists are known by their name, code or role, not by their place. */
export function compareProcedures(
  before: ProcedureDeclaration,
  after: ProcedureDeclaration,
): ProcedureChange[] {
  const [old, now] = [flatten('', before), flatten('', after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths.flatMap((path) => {
    const change = { path, before: old.get(path), after: now.get(path) };
    return change.before === change.after ? [] : [change];
  });
}

/** A change as a sentence for people. */
export function describeProcedureChange({ path, before, after }: ProcedureChange): string {
  if (before === undefined) return procedureText('change.added', { path, after: after ?? '' });
  if (after === undefined) return procedureText('change.removed', { path, before });
  return procedureText('change.changed', { path, before, after });
}

function flatten(path: string, value: unknown): Map<string, string> {
  if (Array.isArray(value)) return flattenRows(path, value);
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).flatMap(([key, part]) => [...flatten(join(path, key), part)]);
    return new Map(parts);
  }
  return value === undefined ? new Map() : new Map([[path, String(value)]]);
}

// The order of fields and documents is what people see, so it is a value of its own.
function flattenRows(path: string, rows: readonly unknown[]): Map<string, string> {
  const keys = rows.map((row, at) => keyOf(row) ?? String(at + 1));
  const parts = rows.flatMap((row, at) =>
    keyOf(row) === undefined || typeof row !== 'object' ? [] : [...flatten(join(path, keys[at] ?? ''), row)],
  );
  const order = rows.every((row) => typeof row !== 'object') ? rows.map(String) : keys;
  const nested = rows.some((row) => typeof row === 'object' && keyOf(row) === undefined);
  const whole = nested ? rows.map((row) => JSON.stringify(row)) : order;
  return new Map(rows.length === 0 ? [] : [[path, whole.join(', ')], ...parts]);
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

function keyOf(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  for (const key of ['name', 'code', 'role'] as const)
    if (key in row && (key !== 'name' || !('code' in row)))
      return String((row as Record<string, unknown>)[key]);
  return undefined;
}
