import type { ContactKind } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { type EventActor, recordEvent } from '../../events/index.ts';

/** A contact point to keep with a party; `value` was checked by its kind. */
export type ContactToKeep = {
  readonly partyId: string;
  readonly kind: ContactKind;
  readonly value: string;
  readonly source: 'registration' | 'page';
  readonly at: Date;
};

/** Keeps a contact beside those known, with an event. Undefined when it was kept already, by whomever. */
export async function keepContact(
  tx: Tx,
  actor: EventActor,
  { partyId, kind, value, source, at }: ContactToKeep,
): Promise<string | undefined> {
  const id = newId();
  const { numAffectedRows } = await sql`
    INSERT INTO party_contacts (id, party_id, kind, value, added_at, added_by, source)
    VALUES (${id}, ${partyId}, ${kind}, ${value}, ${at}, ${actor.accountId}, ${source})
    ON CONFLICT ON CONSTRAINT party_contacts_once DO NOTHING
  `.execute(tx);
  if (numAffectedRows === 0n) return undefined;
  const subject = { at, subjectType: 'party', subjectId: partyId } as const;
  await recordEvent(tx, actor, { ...subject, type: 'party.contact-added', data: { kind, source } });
  return id;
}

export type StoredContact = {
  id: string;
  kind: ContactKind;
  value: string;
  source: 'registration' | 'page';
  added_at: Date;
  retired_at: Date | null;
};

/** The contacts kept with a party and with all that were merged into it, oldest first. */
export async function listContacts(db: Db | Tx, partyId: string): Promise<StoredContact[]> {
  const { rows } = await sql<StoredContact>`
    SELECT party_contacts.id, party_contacts.kind, party_contacts.value, party_contacts.source, party_contacts.added_at,
      party_contacts.retired_at
    FROM parties_under(${partyId}) AS under JOIN party_contacts ON party_contacts.party_id = under.id
    ORDER BY party_contacts.added_at, party_contacts.id
  `.execute(db);
  return rows;
}

/** One of them, under lock; undefined when the party has no such contact. */
export async function findContact(
  tx: Tx,
  given: { partyId: string; contactId: string },
): Promise<StoredContact | undefined> {
  const { rows } = await sql<StoredContact>`
    SELECT party_contacts.id, party_contacts.kind, party_contacts.value, party_contacts.source, party_contacts.added_at,
      party_contacts.retired_at
    FROM party_contacts
    WHERE party_contacts.id = ${given.contactId}
      AND party_contacts.party_id IN (SELECT under.id FROM parties_under(${given.partyId}) AS under)
    FOR UPDATE
  `.execute(tx);
  return rows[0];
}

/** Marks a contact as no longer good, or as good again. */
export async function setRetired(
  tx: Tx,
  contactId: string,
  retired: { at: Date; by: string } | null,
): Promise<void> {
  await sql`
    UPDATE party_contacts SET retired_at = ${retired?.at ?? null}, retired_by = ${retired?.by ?? null}
    WHERE party_contacts.id = ${contactId}
  `.execute(tx);
}

/** Puts a contact first; what stood there before is the caller's to keep. */
export async function setPreferred(
  tx: Tx,
  given: { partyId: string; kind: ContactKind; value: string },
): Promise<void> {
  await sql`
    UPDATE parties SET ${sql.ref(given.kind)} = ${given.value} WHERE parties.id = ${given.partyId}
  `.execute(tx);
}
