import { AppError, type DecideTacitRequest, formatPlainDate, type TacitStanding } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Tx } from '../../platform/db.ts';
import { closeWithin, lockCaseFiles, noteInFile } from '../case-files/index.ts';
import { recordEvent } from '../events/index.ts';
import { type Acting, type Actor, inNameOf } from '../identity/index.ts';
import { planDraft, readLetterFacts, writeDraft } from '../letters/index.ts';
import { getTacitStanding, mayDecideIn, readTacitPlace, type TacitPlace } from './get-tacit-standing.ts';
import type { TacitDeps } from './tacit-approval-deps.ts';
import { tacitText } from './tacit-text.ts';

/**
 * A person records what the silence had for effect, with the basis; the machine never does. Approved, the file is closed
 * with that outcome (OUG 27/2003 art. 6 (1)); not approved, it stays open with a line in its chronology. `signal` begins
 * the notice about the official (M11), which goes on after the closing. Errors: `tacit.not-found`, `tacit.decided`,
 * `tacit.file-closed`, `tacit.not-allowed`.
 */
export async function decideTacitEffect(
  deps: TacitDeps,
  actor: Actor,
  { id, requestId, ...decision }: DecideTacitRequest & { id: string },
): Promise<TacitStanding> {
  const at = deps.clock.now();
  const command = {
    ...{ accountId: actor.accountId, requestId, action: 'tacit-approval.decided', at },
    body: { id, ...decision },
  };
  const facts = decision.signal ? await readLetterFacts(deps.db, id) : undefined;
  const planned = facts && (await planDraft(deps, facts, { kind: 'referral-notice' }));
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    await lockCaseFiles(tx, [id]);
    const { file, tacit } = requireUndecided(actor, await readTacitPlace({ ...deps, db: tx }, actor, id));
    if (decision.effect === 'approved' && tacit.closed) throw new AppError('conflict', 'tacit.file-closed');
    const acting = inNameOf(actor, (capacity) => mayDecideIn(capacity, file));
    const letterId = planned ? await writeDraft(tx, acting, { ...planned, unitId: file.unitId }, at) : null;
    await sql`
      UPDATE tacit_findings SET effect = ${decision.effect}, basis = ${decision.basis}, decided_at = ${at},
        decided_by = ${acting.accountId}, on_behalf_of = ${acting.onBehalfOf}, signal_letter_id = ${letterId}
      WHERE tacit_findings.case_file_id = ${id}
    `.execute(tx);
    const passedOn = formatPlainDate(tacit.passedOn ?? '');
    await writeOutcome(tx, deps, acting, { id, at, passedOn, ...decision });
    await recordEvent(tx, acting, {
      type: 'tacit-approval.decided',
      at,
      subjectType: 'case-file',
      subjectId: id,
      unitId: file.unitId,
      data: { effect: decision.effect, signal: decision.signal },
    });
  });
  return getTacitStanding(deps, actor, id);
}

function requireUndecided(actor: Actor, place: TacitPlace): TacitPlace {
  if (!mayDecideIn(actor, place.file)) throw new AppError('forbidden', 'tacit.not-allowed');
  if (place.tacit.foundAt === null) throw new AppError('conflict', 'tacit.not-found');
  if (place.tacit.effect !== null) throw new AppError('conflict', 'tacit.decided');
  return place;
}

type Outcome = Pick<DecideTacitRequest, 'effect' | 'basis'> & { id: string; at: Date; passedOn: string };

async function writeOutcome(
  tx: Tx,
  deps: TacitDeps,
  acting: Acting,
  { id, at, effect, basis, passedOn }: Outcome,
): Promise<void> {
  const text = tacitText(`decided.${effect}`, { day: passedOn, basis });
  if (effect === 'approved') await closeWithin(tx, deps, acting, { id, outcome: 'tacitly-approved', text });
  else await noteInFile(tx, deps, acting, { id, text, at });
}
