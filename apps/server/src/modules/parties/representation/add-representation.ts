import { type AddRepresentationRequest, AppError } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import { newId } from '../../../platform/ids.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { requireParty, sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';
import { insertRepresentation } from './representation-store.ts';

/**
 * Says that a party acts for another, by what right and from when (Cod civil, art. 1295). Never across the border of a
 * confidential register: the open side would betray the other.
 */
export async function addRepresentation(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: AddRepresentationRequest & { partyId: string },
): Promise<void> {
  requirePartyPermission(actor, 'party.edit');
  const { requestId, ...body } = command;
  const { basis, from, until = null } = command;
  if (until !== null && until < from) throw wrong('until', 'party.representation-days');
  const at = deps.clock.now();
  const sight = await sightOf(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const representative = await requireParty(tx, command.partyId, sight);
    const represented = await requireParty(tx, command.representedId, sight);
    if (represented.id === representative.id) throw wrong('representedId', 'party.representation-self');
    if (represented.sealed_register_id !== representative.sealed_register_id)
      throw new AppError('conflict', 'party.merge-border');
    const claim = { accountId: actor.accountId, requestId, action: 'party.add-representation', body, at };
    if (!(await claimCommand(tx, claim))) return;
    const id = newId();
    await insertRepresentation(tx, {
      id,
      representedId: represented.id,
      representativeId: representative.id,
      basis,
      note: command.note || null,
      from,
      until,
      at,
      by: actor.accountId,
    });
    await recordEvent(tx, actor, {
      type: 'party.representation-added',
      at,
      subjectType: 'party',
      subjectId: representative.id,
      data: { representation: id, represented: represented.id, basis },
    });
  });
}

const wrong = (path: string, code: 'party.representation-days' | 'party.representation-self') =>
  new AppError('validation', code, { fields: [{ path, code }] });
