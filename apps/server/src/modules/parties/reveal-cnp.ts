import { AppError, type RevealCnpRequest } from '@opis/contracts';
import { claimCommand } from '../../platform/claim-command.ts';
import { openField } from '../../platform/crypto/field-crypto.ts';
import { recordAccess, recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { findParty } from './find-parties.ts';
import { actingOnParty, requirePartyPermission } from './party-policy.ts';
import type { PartyDeps } from './suggest-parties.ts';

/**
 * Shows a whole CNP to somebody who says what for; who, when, whose and why stay in the access log. Repeating the
 * request shows it again without a second record, and without the CNP ever being kept as the command's result.
 */
export async function revealCnp(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: RevealCnpRequest & { partyId: string },
): Promise<{ cnp: string }> {
  requirePartyPermission(actor, 'party.reveal-cnp');
  const { requestId, ...body } = command;
  const at = deps.clock.now();
  const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
  return deps.db.transaction().execute(async (tx) => {
    const party = await findParty(tx, command.partyId, sight);
    if (party === undefined) throw new AppError('not-found', 'party.not-found');
    if (party.cnp_sealed === null) throw new AppError('not-found', 'party.no-cnp');
    if (
      await claimCommand(tx, { accountId: actor.accountId, requestId, action: 'party.reveal-cnp', body, at })
    ) {
      const subject = { at, subjectType: 'party', subjectId: party.id } as const;
      const acting = actingOnParty(actor, 'party.reveal-cnp');
      await recordAccess(tx, acting, { ...subject, kind: 'revealed', purpose: command.purpose });
      await recordEvent(tx, acting, { ...subject, type: 'party.cnp-revealed' });
    }
    return { cnp: openField(deps.keys.cnpKey, party.id, party.cnp_sealed) };
  });
}
