import { ProblemError } from '../../api/http.ts';
import type { Row } from './row-specs.ts';

/** What the server says of a conflict, beside the problem's own fields. */
function conflictOf(error: unknown): Record<string, unknown> | undefined {
  if (!(error instanceof ProblemError) || !('conflict' in error.problem)) return undefined;
  const { conflict } = error.problem;
  return typeof conflict === 'object' && conflict !== null ? { ...conflict } : undefined;
}

/** The row as somebody else left it meanwhile; null when it is there no more, undefined when that is not the trouble. */
export function currentOf(error: unknown): Row | null | undefined {
  const conflict = conflictOf(error);
  if (conflict === undefined || !('current' in conflict)) return undefined;
  const { current } = conflict;
  return typeof current === 'object' && current !== null ? { ...current } : null;
}

/** What was built on an act that cannot be reversed. */
export function builtUponOf(error: unknown): { list: string; key: string; current: Row | null }[] {
  const items = conflictOf(error)?.items;
  return Array.isArray(items) ? items : [];
}
