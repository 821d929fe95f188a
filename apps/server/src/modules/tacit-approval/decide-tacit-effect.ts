import { AppError, type DecideTacitRequest, type TacitStanding } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import { lockCaseFiles } from '../case-files/index.ts';
import { recordEvent } from '../events/index.ts';
import { type Actor, inNameOf } from '../identity/index.ts';
import { planDraft, readLetterFacts, writeDraft } from '../letters/index.ts';
import { getTacitStanding, mayDecideIn, readTacitPlace } from './get-tacit-standing.ts';
import type { TacitDeps } from './tacit-approval-deps.ts';

/**
 * A person records what the silence had for effect, with the basis; the machine never does. `signal` begins the notice
 * about the official (M11). Errors: `tacit.not-found`, `tacit.decided`, `tacit.not-allowed`.
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
    const { file, tacit } = await readTacitPlace({ ...deps, db: tx }, actor, id);
    if (!mayDecideIn(actor, file)) throw new AppError('forbidden', 'tacit.not-allowed');
    if (tacit.foundAt === null) throw new AppError('conflict', 'tacit.not-found');
    if (tacit.effect !== null) throw new AppError('conflict', 'tacit.decided');
    const acting = inNameOf(actor, (capacity) => mayDecideIn(capacity, file));
    const letterId = planned ? await writeDraft(tx, acting, { ...planned, unitId: file.unitId }, at) : null;
    await sql`
      UPDATE tacit_findings SET effect = ${decision.effect}, basis = ${decision.basis}, decided_at = ${at},
        decided_by = ${acting.accountId}, on_behalf_of = ${acting.onBehalfOf}, signal_letter_id = ${letterId}
      WHERE tacit_findings.case_file_id = ${id}
    `.execute(tx);
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
