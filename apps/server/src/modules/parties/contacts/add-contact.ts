import {
  type AddContactRequest,
  AppError,
  type ContactKind,
  type ErrorCode,
  parseEmail,
  parsePhone,
} from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { requireParty, sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';
import { keepContact, listContacts, setPreferred } from './contact-store.ts';

const readers: Readonly<Record<ContactKind, (text: string) => string | undefined>> = {
  phone: parsePhone,
  email: parseEmail,
  address: (text) => text,
};
const errors: Readonly<Record<ContactKind, ErrorCode>> = {
  phone: 'party.phone-invalid',
  email: 'party.email-invalid',
  address: 'field.invalid',
};

/**
 * Keeps another phone, e-mail or address with a party; the first of its kind, or one that is asked to be, is used first
 * from now on, and what stood there before is kept. Throws validation for a value that is none, conflict for one known.
 */
export async function addContact(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: AddContactRequest & { partyId: string },
): Promise<void> {
  requirePartyPermission(actor, 'party.edit');
  const { requestId, ...body } = command;
  const { kind, partyId } = command;
  const value = readers[kind](command.value);
  if (value === undefined)
    throw new AppError('validation', errors[kind], { fields: [{ path: 'value', code: errors[kind] }] });
  const at = deps.clock.now();
  const sight = await sightOf(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const party = await requireParty(tx, partyId, sight);
    const claim = { accountId: actor.accountId, requestId, action: 'party.add-contact', body, at };
    if (!(await claimCommand(tx, claim))) return;
    const known = await listContacts(tx, party.id);
    if (party[kind] === value || known.some((contact) => contact.kind === kind && contact.value === value))
      throw new AppError('conflict', 'party.contact-known');
    const subject = { at, subjectType: 'party', subjectId: party.id } as const;
    if (party[kind] === null || command.preferred) {
      await keepReplaced(party[kind]);
      await setPreferred(tx, { partyId: party.id, kind, value });
      await recordEvent(tx, actor, { ...subject, type: 'party.contact-preferred', data: { kind } });
    }
    await keepContact(tx, actor, { partyId: party.id, kind, value, source: 'page', at });

    async function keepReplaced(replaced: string | null) {
      if (replaced === null) return;
      const addedAt = { partyId: party.id, kind, value: replaced, source: 'registration', at } as const;
      await keepContact(tx, actor, addedAt);
    }
  });
}
