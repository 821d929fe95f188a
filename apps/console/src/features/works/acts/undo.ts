import type { CaseFileRow } from '@opis/contracts';
import { actOnCaseFile } from '../../../api/act-on-case-file.ts';

/** An act that brings a file back, under the caller's own request id. */
export type Undo = (requestId: string) => Promise<CaseFileRow>;

/**
 * The act that brings a file back to where it lay, among those that the server allows now; null when there is none.
 * It is one more step of the file: what was done stays written.
 */
export function undoOf(before: CaseFileRow, after: CaseFileRow, reason: string): Undo | null {
  const may = (action: CaseFileRow['actions'][number]) => after.actions.includes(action);
  const { id, version } = after;
  if (samePlace(before, after)) return null;
  if (before.status === 'closed') return null;
  if (after.status === 'closed')
    return may('reopen') ? (requestId) => actOnCaseFile(id, 'reopen', { requestId, version, reason }) : null;
  if (may('return') && goesBackTo(before, after))
    return (requestId) => actOnCaseFile(id, 'return', { requestId, version, reason });
  const to = placeOf(before);
  if (to && (may('assign') || (may('forward') && to.person === undefined)))
    return (requestId) => actOnCaseFile(id, 'assign', { requestId, version, to });
  return null;
}

/** A return goes from a person to their unit, from a unit to the one before it or to the registry. */
function goesBackTo(before: CaseFileRow, after: CaseFileRow): boolean {
  if (before.handler !== null) return false;
  return after.handler === null || after.unit?.id === before.unit?.id;
}

function placeOf({ unit, handler }: CaseFileRow): { unit: string; person?: string } | null {
  if (!unit) return null;
  return handler ? { unit: unit.code, person: handler.id } : { unit: unit.code };
}

function samePlace(before: CaseFileRow, after: CaseFileRow): boolean {
  return (
    before.unit?.id === after.unit?.id &&
    before.handler?.id === after.handler?.id &&
    before.status === after.status
  );
}
