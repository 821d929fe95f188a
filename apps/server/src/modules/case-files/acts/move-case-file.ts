import {
  AppError,
  type CaseFileRow,
  type CloseCaseFileRequest,
  type ReopenCaseFileRequest,
  type ReturnCaseFileRequest,
} from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { placeOf, returnPlaceOf } from '../case-file.ts';
import { getCaseRow } from '../views/require-case-file.ts';
import { type ActDeps, performAct } from './perform-acts.ts';

/** Gives a file back to who had it before, with the reason. */
export async function returnCaseFile(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, version, reason }: ReturnCaseFileRequest & { id: string },
): Promise<CaseFileRow> {
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.returned',
    body: { id, version, reason },
    decide: (file) => ({
      action: 'return',
      kind: 'return',
      place: returnPlaceOf(file),
      outcome: null,
      text: reason,
    }),
  });
  return getCaseRow(deps, actor, id);
}

/** Closes a file with how it was solved; it stays with whoever solved it. */
export async function closeCaseFile(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, version, outcome, text }: CloseCaseFileRequest & { id: string },
): Promise<CaseFileRow> {
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.closed',
    body: { id, version, outcome, text },
    decide: (file) => {
      if (file.status === 'closed') throw new AppError('conflict', 'case-file.not-allowed');
      return {
        action: 'close',
        kind: 'close',
        place: { status: 'closed', unitId: file.unitId, handlerId: file.handlerId },
        outcome,
        text: text || null,
      };
    },
  });
  return getCaseRow(deps, actor, id);
}

/** Opens a closed file again, where it lay. */
export async function reopenCaseFile(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, version, reason }: ReopenCaseFileRequest & { id: string },
): Promise<CaseFileRow> {
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.reopened',
    body: { id, version, reason },
    decide: ({ unitId, handlerId }) => ({
      action: 'reopen',
      kind: 'reopen',
      place: placeOf(unitId, handlerId),
      outcome: null,
      text: reason,
    }),
  });
  return getCaseRow(deps, actor, id);
}
