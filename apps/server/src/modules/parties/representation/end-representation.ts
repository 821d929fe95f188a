import { AppError, type EndRepresentationRequest } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { requireParty, sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';
import { closeRepresentation, findRepresentation } from './representation-store.ts';

/** Ends a representation on a day, or sets another last day; it stays on both pages, as what held until then. */
export async function endRepresentation(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: EndRepresentationRequest & { partyId: string; representationId: string },
): Promise<void> {
  requirePartyPermission(actor, 'party.edit');
  const { requestId, ...body } = command;
  const { representationId: id, until } = command;
  const at = deps.clock.now();
  const sight = await sightOf(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const party = await requireParty(tx, command.partyId, sight);
    const found = await findRepresentation(tx, { partyId: party.id, id });
    if (found === undefined) throw new AppError('not-found', 'party.representation-not-found');
    const claim = { accountId: actor.accountId, requestId, action: 'party.end-representation', body, at };
    if (!(await claimCommand(tx, claim))) return;
    if (until < found.from_on) {
      const code = 'party.representation-days';
      throw new AppError('validation', code, { fields: [{ path: 'until', code }] });
    }
    await closeRepresentation(tx, { id, until, at, by: actor.accountId });
    const subject = { at, subjectType: 'party', subjectId: party.id } as const;
    await recordEvent(tx, actor, {
      ...subject,
      type: 'party.representation-ended',
      data: { representation: id },
    });
  });
}
