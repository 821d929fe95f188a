import { AppError, type TellApartRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { requireParty, sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';

/** Says that two parties that look alike are different people: they are not proposed to be merged again. */
export async function tellApart(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: TellApartRequest & { partyId: string },
): Promise<void> {
  requirePartyPermission(actor, 'party.merge');
  const { requestId, ...body } = command;
  const at = deps.clock.now();
  const sight = await sightOf(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const party = await requireParty(tx, command.partyId, sight);
    const other = await requireParty(tx, command.otherId, sight);
    if (party.id === other.id) throw new AppError('conflict', 'party.merge-self');
    const claim = { accountId: actor.accountId, requestId, action: 'party.tell-apart', body, at };
    if (!(await claimCommand(tx, claim))) return;
    const [one, second] = [party.id, other.id].toSorted();
    await sql`
      INSERT INTO party_distinctions (one_id, other_id, told_at, told_by)
      VALUES (${one}, ${second}, ${at}, ${actor.accountId}) ON CONFLICT DO NOTHING
    `.execute(tx);
    const subject = { at, subjectType: 'party', subjectId: party.id } as const;
    await recordEvent(tx, actor, { ...subject, type: 'party.told-apart', data: { other: other.id } });
  });
}
