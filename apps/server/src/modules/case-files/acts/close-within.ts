import type { CaseOutcome } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import { type CaseFileState, lawfulPlace, placeOf } from '../case-file.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import { everything } from '../everything.ts';
import { type CaseWriteDeps, writeChanges } from './write-changes.ts';

type Deps = CaseWriteDeps;

/**
 * Closes a file on the caller's transaction, because of something that its handler had decided before (an answer that
 * left); whose right it was is the caller's to check. False when it was closed already.
 */
export async function closeWithin(
  tx: Tx,
  deps: Deps,
  acting: Acting,
  { id, outcome, text }: { id: string; outcome: CaseOutcome; text: string | null },
): Promise<boolean> {
  const file = await lockFile(tx, deps, id);
  if (file === undefined || file.status === 'closed') return false;
  const place = { status: 'closed', unitId: file.unitId, handlerId: file.handlerId } as const;
  const change = { file, acting, action: 'close', kind: 'close', place, outcome, text } as const;
  await writeChanges(tx, { ...deps, books: new Map() }, { changes: [change], entries: [] });
  return true;
}

/** Opens again, where it lay, a file that was closed with this outcome; false when it is not. */
export async function reopenWithin(
  tx: Tx,
  deps: Deps,
  acting: Acting,
  { id, outcome, text }: { id: string; outcome: CaseOutcome; text: string },
): Promise<boolean> {
  const file = await lockFile(tx, deps, id);
  if (file === undefined || file.status !== 'closed' || file.outcome !== outcome) return false;
  const place = lawfulPlace(file, placeOf(file.unitId, file.handlerId));
  const change = { file, acting, action: 'reopen', kind: 'reopen', place, outcome: null, text } as const;
  await writeChanges(tx, { ...deps, books: new Map() }, { changes: [change], entries: [] });
  return true;
}

async function lockFile(tx: Tx, { clock }: Deps, id: string): Promise<CaseFileState | undefined> {
  await lockCaseFiles(tx, [id]);
  return (await readStates(tx, { reach: everything, clock }, [id])).get(id);
}
