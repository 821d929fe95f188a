import type {
  AssignOutcome,
  CaseFileRow,
  CloseCaseFileRequest,
  CloseCaseFilesRequest,
  CloseOutcome,
  ReopenCaseFileRequest,
  ReturnCaseFileRequest,
  ReturnTarget,
  RuledOutcome,
} from '@opis/contracts';
import { AppError } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import {
  type CaseFileState,
  type CasePlace,
  isBarred,
  lawfulPlace,
  placeOf,
  returnPlaceOf,
} from '../case-file.ts';
import { barredError } from '../complaint/refuse-barred.ts';
import { type EarlierHolder, listHolders } from '../views/list-holders.ts';
import { getCaseRow } from '../views/require-case-file.ts';
import type { CaseDecision } from './case-change.ts';
import { type ActDeps, performAct, performActs } from './perform-acts.ts';
import { toActOutcome } from './to-act-outcome.ts';

/**
 * Gives a file back with the reason: to who had it last, or with `to` to any who had it earlier and may have it still.
 * Errors beside those of every act: `case-file.not-held-before`, `.barred-by-complaint`.
 */
export async function returnCaseFile(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, version, reason, to }: ReturnCaseFileRequest & { id: string },
): Promise<CaseFileRow> {
  // Read before the lock: whoever had it since made another version, which the act does not pass.
  const held = to && heldAs(to, await listHolders(deps, actor, id));
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.returned',
    body: { id, version, reason, ...(to && { to }) },
    decide: (file) => ({
      action: 'return',
      kind: 'return',
      place: to ? earlierPlaceOf(file, held) : returnPlaceOf(file),
      outcome: null,
      text: reason,
    }),
  });
  return getCaseRow(deps, actor, id);
}

const heldAs = ({ unit, person }: ReturnTarget, holders: readonly EarlierHolder[]) =>
  holders.find((held) => (held.unit?.code ?? null) === unit && held.person?.id === person);

function earlierPlaceOf(file: CaseFileState, held: EarlierHolder | undefined): CasePlace {
  if (held === undefined) {
    const code = 'case-file.not-held-before';
    throw new AppError('validation', code, { fields: [{ path: 'to', code }] });
  }
  const place = placeOf(held.unit?.id ?? null, held.person?.id ?? null);
  if (isBarred(file, place)) throw barredError('to');
  return place;
}

/** How a file is closed: by a person's choice, or by a rule's own act in a module above. */
export type Closing = Omit<CloseCaseFileRequest, 'outcome'> & {
  id: string;
  outcome: CloseOutcome | RuledOutcome;
};

/** Closes a file with how it was solved, if its procedure ends so; it stays with whoever solved it. */
export async function closeCaseFile(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, version, ...said }: Closing,
): Promise<CaseFileRow> {
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.closed',
    body: { id, version, ...said },
    decide: (file) => decideClosing(file, said),
  });
  return getCaseRow(deps, actor, id);
}

/** The same for many files in one transaction; each is done or says why not. A repeat is given the first answer. */
export async function closeCaseFiles(
  deps: ActDeps,
  actor: Actor,
  { requestId, items, ...said }: CloseCaseFilesRequest,
): Promise<AssignOutcome[]> {
  const outcomes = await performActs(deps, actor, {
    ...{ requestId, items },
    name: 'case-file.closed',
    body: { items, ...said },
    decide: (file) => decideClosing(file, said),
  });
  return outcomes.map(toActOutcome);
}

function decideClosing(
  { unitId, handlerId, outcomes }: CaseFileState,
  { outcome, text }: Pick<Closing, 'outcome' | 'text'>,
): CaseDecision {
  if (!outcomes.includes(outcome)) {
    const code = 'procedure.outcome-not-offered';
    throw new AppError('validation', code, { fields: [{ path: 'outcome', code }] });
  }
  const place = { status: 'closed', unitId, handlerId } as const;
  return { action: 'close', kind: 'close', place, outcome, text: text || null };
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
    decide: (file) => ({
      action: 'reopen',
      kind: 'reopen',
      place: lawfulPlace(file, placeOf(file.unitId, file.handlerId)),
      outcome: null,
      text: reason,
    }),
  });
  return getCaseRow(deps, actor, id);
}
