import type { CaseFileAction, CaseFileRow } from '@opis/contracts';
import type { IconName } from '@opis/ui';

/** How an act looks everywhere: its picture and its key. Order: what is done often first, what ends it last. */
export const caseActs: readonly { action: CaseFileAction; icon: IconName; key: string | undefined }[] = [
  { action: 'take', icon: 'taken', key: 'P' },
  { action: 'assign', icon: 'assigned', key: 'R' },
  { action: 'note', icon: 'written', key: 'N' },
  { action: 'forward', icon: 'dispatched', key: 'F' },
  { action: 'return', icon: 'returned', key: 'T' },
  { action: 'close', icon: 'closed', key: 'C' },
  { action: 'reopen', icon: 'reopened', key: undefined },
  { action: 'join', icon: 'linked', key: undefined },
];

/** Acts that make sense for many at once. */
const bulk: readonly CaseFileAction[] = ['assign', 'forward', 'close'];

/** What the server allows on every one of these; on many, only what is the same act for all. */
export function actsOn(rows: readonly CaseFileRow[]): typeof caseActs {
  if (rows.length === 0) return [];
  return caseActs.filter(
    ({ action }) =>
      (rows.length === 1 || bulk.includes(action)) && rows.every((row) => row.actions.includes(action)),
  );
}

/** The act that a pressed key means here, if the server allows it. */
export function actOfKey(key: string, rows: readonly CaseFileRow[]): CaseFileAction | undefined {
  return actsOn(rows).find((one) => one.key?.toLowerCase() === key)?.action;
}
