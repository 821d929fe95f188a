import { AppError, type ChangeSubstitutionRequest, type Substitution } from '@opis/contracts';
import { claimCommand } from '../../platform/claim-command.ts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import { type Acting, type Actor, inNameOf } from '../identity/index.ts';
import { announceSubstitution } from './announce-substitution.ts';
import { requirePeople, toEventData } from './declare-substitution.ts';
import type { SubstitutionDeps } from './substitution-deps.ts';
import { mayDeclareFor } from './substitution-policy.ts';
import {
  endRow,
  insertSubstitution,
  type LockedSubstitution,
  lockSubstitution,
} from './substitution-store.ts';
import { getSubstitution } from './substitution-views.ts';

/** Ends the declaration and puts another in its place: who could act, and when, stays known. */
export async function changeSubstitution(
  deps: SubstitutionDeps,
  actor: Actor,
  { id, requestId, ...period }: ChangeSubstitutionRequest & { id: string },
): Promise<Substitution> {
  const now = deps.clock.now();
  const newId = requestId.toLowerCase();
  await deps.db.transaction().execute(async (tx) => {
    const { current, acting } = await lockForChange(tx, actor, { id, today: toLegalTime(now).date });
    const body = { id, ...period };
    const claim = { accountId: actor.accountId, requestId, action: 'substitution.changed', body, at: now };
    if (!(await claimCommand(tx, claim))) return;
    if (current.over) throw new AppError('conflict', 'substitution.over-already');
    const absence = { absentId: current.absentId, ...period };
    await requirePeople(tx, absence, toLegalTime(now).date);
    await endRow(tx, { id, acting, now });
    await insertSubstitution(tx, { id: newId, absence, acting, now, replaces: id });
    await recordEvent(tx, acting, {
      type: 'substitution.changed',
      at: now,
      subjectType: 'substitution',
      subjectId: newId,
      unitId: current.absent.unitId,
      data: { ...toEventData(absence), replaces: id },
    });
    const substitutes = [current.substituteId, absence.substituteId];
    await announceSubstitution(tx, { absent: current.absent, substitutes, now });
  });
  deps.forgetCallers();
  return getSubstitution(deps, actor, newId);
}

/**
 * The substitution under lock, and by whose right it is changed: not-found for who has nothing to do with it, forbidden
 * for who only stands in.
 */
export async function lockForChange(
  tx: Tx,
  actor: Actor,
  { id, today }: { id: string; today: string },
): Promise<{ current: LockedSubstitution & { over: boolean }; acting: Acting }> {
  const current = await lockSubstitution(tx, id, today);
  if (current === undefined) throw new AppError('not-found', 'substitution.not-found');
  if (!mayDeclareFor(actor, current.absent)) {
    const stranger = current.substituteId !== actor.staffId;
    throw stranger
      ? new AppError('not-found', 'substitution.not-found')
      : new AppError('forbidden', 'substitution.not-allowed');
  }
  return { current, acting: inNameOf(actor, (capacity) => mayDeclareFor(capacity, current.absent)) };
}
