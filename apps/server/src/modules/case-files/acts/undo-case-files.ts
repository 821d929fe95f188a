import {
  AppError,
  type AssignOutcome,
  type CaseStepKind,
  type UndoCaseFilesRequest,
  undoSeconds,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { placeOf } from '../case-file.ts';
import type { CaseDecision } from './case-change.ts';
import { type ActDeps, performActs } from './perform-acts.ts';
import { toActOutcome } from './to-act-outcome.ts';

type Step = {
  id: string;
  version: number;
  kind: CaseStepKind;
  on_behalf_of: string | null;
  from_unit_id: string | null;
  from_handler_id: string | null;
};

/**
 * Takes back what the actor just did to many files: each goes to where it lay, by one more step, unless somebody acted on
 * it since; those are named. Nobody needs another right to take back their own act while it is fresh. A repeat is given
 * the first answer.
 */
export async function undoCaseFiles(
  deps: ActDeps,
  actor: Actor,
  { requestId, items, reason }: UndoCaseFilesRequest,
): Promise<AssignOutcome[]> {
  const steps = await readOwnSteps(deps, actor, items);
  const stepOf = (file: { id: string }) => {
    const step = steps.get(file.id);
    if (step === undefined) throw new AppError('conflict', 'case-file.not-to-undo');
    return step;
  };
  const outcomes = await performActs(deps, actor, {
    ...{ requestId, items },
    name: 'case-file.undone',
    body: { items, reason },
    decide: (file) => takeBack(stepOf(file), reason),
    ownName: (file) => stepOf(file).on_behalf_of,
  });
  return outcomes.map(toActOutcome);
}

function takeBack(step: Step, reason: string): CaseDecision {
  const place = placeOf(step.from_unit_id, step.from_handler_id);
  const said = { place, outcome: null, text: reason };
  if (step.kind === 'close') return { ...said, action: 'reopen', kind: 'reopen' };
  // Only somebody can be assigned to; to nobody it is given back.
  if (place.status === 'unassigned') return { ...said, action: 'return', kind: 'return' };
  return { ...said, action: 'assign', kind: 'assign' };
}

/** The steps that gave these versions, as far as they are the actor's own and fresh; what joined files is not among them. */
async function readOwnSteps(
  { db, clock }: { db: Db; clock: ActDeps['clock'] },
  actor: Actor,
  items: UndoCaseFilesRequest['items'],
): Promise<ReadonlyMap<string, Step>> {
  const since = new Date(clock.now().getTime() - undoSeconds * 1000);
  const { rows } = await sql<Step>`
    SELECT case_steps.case_file_id AS id, case_steps.version, case_steps.kind, case_steps.on_behalf_of,
      case_steps.from_unit_id, case_steps.from_handler_id
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS asked(id uuid, version int)
    JOIN case_steps ON case_steps.case_file_id = asked.id AND case_steps.version = asked.version
    WHERE case_steps.account_id = ${actor.accountId} AND case_steps.at >= ${since}
      AND case_steps.kind IN ('assign', 'return', 'close')
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
