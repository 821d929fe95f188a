import { AppError, type ChangeContactRequest } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { StoredParty } from '../find-parties.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { requireParty, sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';
import { findContact, keepContact, type StoredContact, setPreferred, setRetired } from './contact-store.ts';

/**
 * Retires a contact that is no longer good, or puts it first. Nothing is lost: a retired one stays in the history, and the
 * one that stood first is kept beside. The first one is not retired: another is put first instead.
 */
export async function changeContact(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: ChangeContactRequest & { partyId: string; contactId: string },
): Promise<void> {
  requirePartyPermission(actor, 'party.edit');
  const { requestId, ...body } = command;
  const at = deps.clock.now();
  const sight = await sightOf(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const party = await requireParty(tx, command.partyId, sight);
    const contact = await findContact(tx, { partyId: party.id, contactId: command.contactId });
    if (contact === undefined) throw new AppError('not-found', 'party.contact-not-found');
    const claim = { accountId: actor.accountId, requestId, action: 'party.change-contact', body, at };
    if (!(await claimCommand(tx, claim))) return;
    if (command.change === 'retire') await retire(tx, actor, { party, contact, at });
    else await prefer(tx, actor, { party, contact, at });
  });
}

type Change = { party: StoredParty; contact: StoredContact; at: Date };

async function retire(tx: Tx, actor: Actor, { party, contact, at }: Change) {
  if (contact.retired_at !== null || party[contact.kind] === contact.value)
    throw new AppError('conflict', 'party.contact-not-found');
  await setRetired(tx, contact.id, { at, by: actor.accountId });
  const subject = { at, subjectType: 'party', subjectId: party.id } as const;
  await recordEvent(tx, actor, {
    ...subject,
    type: 'party.contact-retired',
    data: { kind: contact.kind, contact: contact.id },
  });
}

async function prefer(tx: Tx, actor: Actor, { party, contact, at }: Change) {
  const { kind, value } = contact;
  const replaced = party[kind];
  if (replaced === value) return;
  if (replaced !== null)
    await keepContact(tx, actor, { partyId: party.id, kind, value: replaced, source: 'registration', at });
  if (contact.retired_at !== null) await setRetired(tx, contact.id, null);
  await setPreferred(tx, { partyId: party.id, kind, value });
  const subject = { at, subjectType: 'party', subjectId: party.id } as const;
  await recordEvent(tx, actor, {
    ...subject,
    type: 'party.contact-preferred',
    data: { kind, contact: contact.id },
  });
}
