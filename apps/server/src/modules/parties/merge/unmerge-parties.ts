import { AppError, type UnmergePartyRequest } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { requireParty, sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';
import { planUnmerge } from './merge-fields.ts';
import { toTaken } from './merge-parties.ts';
import { findMerge, lockSides, writeUnmerge } from './merge-store.ts';

/**
 * Takes a merge back: both parties are as they were, each with its own entries. The newest merge into a party first, so
 * that what each restores is what it found. What was learnt of the survivor since stays with it.
 */
export async function unmergeParties(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: UnmergePartyRequest & { survivorId: string },
): Promise<void> {
  requirePartyPermission(actor, 'party.merge');
  const { requestId, ...body } = command;
  const { survivorId, mergeId, reason } = command;
  const at = deps.clock.now();
  const sight = await sightOf(deps, actor);
  const work = deps.db.transaction().execute(async (tx) => {
    await requireParty(tx, survivorId, sight);
    const claim = { accountId: actor.accountId, requestId, action: 'party.unmerge', body, at };
    if (!(await claimCommand(tx, claim))) return;
    const survivor = (await lockSides(tx, [survivorId])).get(survivorId);
    const merge = await findMerge(tx, { mergeId, survivorId });
    if (survivor === undefined || merge === undefined)
      throw new AppError('not-found', 'party.merge-not-found');
    if (!merge.isLast || survivor.merged_into !== null)
      throw new AppError('conflict', 'party.merge-not-last');
    const restored = planUnmerge(survivor, merge);
    await writeUnmerge(tx, { merge, restored }, { at, by: actor.accountId, reason });
    await recordEvent(tx, actor, {
      type: 'party.unmerged',
      at,
      subjectType: 'party',
      subjectId: survivorId,
      data: { merge: merge.id, merged: merge.mergedId, fields: Object.keys(restored).join(',') },
    });
  });
  await work.catch((error: unknown) => {
    throw toTaken(error);
  });
}
