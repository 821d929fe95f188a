import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { cancelTerms, type TermDeps } from '../../deadlines/index.ts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState } from '../case-file.ts';
import type { ProcedureKey } from '../procedures/procedure.ts';
import { endTasksOf } from '../tasks/end-tasks-of.ts';
import type { TaskWriteDeps } from '../tasks/write-tasks.ts';
import { writeChanges } from './write-changes.ts';

type Deps = TaskWriteDeps & TermDeps & { trustHour: boolean };

/**
 * Takes a locked file from whoever has it, before its papers move to a confidential register, which belongs to no unit:
 * what was asked about it is asked no more and the terms of the open procedure end.
 */
export async function leaveForSealed(
  tx: Tx,
  deps: Deps,
  acting: Acting,
  { file, procedure, text }: { file: CaseFileState; procedure: ProcedureKey; text: string },
): Promise<void> {
  await endTasksOf(tx, deps, [{ file, acting }]);
  const picks = [{ caseFileId: file.id }];
  await cancelTerms(tx, deps, { actor: acting, at: deps.clock.now(), picks, reason: 'reclassified' });
  const status = file.status === 'closed' ? 'closed' : 'unassigned';
  const place = { status, unitId: null, handlerId: null } as const;
  const decision = { action: 'reclassify', kind: 'return', outcome: file.outcome } as const;
  const change = { ...decision, file, acting, place, procedure, text };
  await writeChanges(tx, { ...deps, books: new Map() }, { changes: [change], entries: [] });
}

/** The file of a row whose paper was moved: closed, empty, so that every number of the open book leads somewhere. */
export async function fileMovedNumbers(
  tx: Tx,
  { stubIds, at }: { stubIds: readonly string[]; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO case_files (id, status, since, outcome, closed_at)
    SELECT stub.id, 'closed', ${at}, 'moved-to-sealed', ${at} FROM unnest(${stubIds}::uuid[]) AS stub(id)
  `.execute(tx);
  await sql`
    INSERT INTO case_entries (entry_id, case_file_id, position, role)
    SELECT stub.id, stub.id, 1, 'opened' FROM unnest(${stubIds}::uuid[]) AS stub(id)
  `.execute(tx);
}
