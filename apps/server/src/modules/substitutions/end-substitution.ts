import { AppError, type EndSubstitutionRequest, type Substitution } from '@opis/contracts';
import { claimCommand } from '../../platform/claim-command.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { announceSubstitution } from './announce-substitution.ts';
import { lockForChange } from './change-substitution.ts';
import { toEventData } from './declare-substitution.ts';
import type { SubstitutionDeps } from './substitution-deps.ts';
import { endRow } from './substitution-store.ts';
import { getSubstitution } from './substitution-views.ts';

/** Takes the rights back now; one that has not begun is cancelled. Throws `substitution.over-already`. */
export async function endSubstitution(
  deps: SubstitutionDeps,
  actor: Actor,
  { id, requestId }: EndSubstitutionRequest & { id: string },
): Promise<Substitution> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const { current, acting } = await lockForChange(tx, actor, { id, today: toLegalTime(now).date });
    const claim = {
      accountId: actor.accountId,
      requestId,
      action: 'substitution.ended',
      body: { id },
      at: now,
    };
    if (!(await claimCommand(tx, claim))) return;
    if (current.over) throw new AppError('conflict', 'substitution.over-already');
    await endRow(tx, { id, acting, now });
    await recordEvent(tx, acting, {
      type: 'substitution.ended',
      at: now,
      subjectType: 'substitution',
      subjectId: id,
      unitId: current.absent.unitId,
      data: toEventData(current),
    });
    await announceSubstitution(tx, { absent: current.absent, substitutes: [current.substituteId], now });
  });
  deps.forgetCallers();
  return getSubstitution(deps, actor, id);
}
