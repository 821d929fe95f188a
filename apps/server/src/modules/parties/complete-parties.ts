import { ContactKind } from '@opis/contracts';
import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { FieldKeys } from '../../platform/crypto/field-crypto.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { type EventActor, recordEvent } from '../events/index.ts';
import { keepContact } from './contacts/contact-store.ts';
import type { Match } from './find-matches.ts';
import { sealCnp } from './party-row.ts';
import type { ValidSender } from './valid-sender.ts';

/** What a sender wrote that was not known of the party before. */
export type Completion = {
  readonly partyId: string;
  readonly actor: EventActor;
  readonly missing: Partial<Pick<ValidSender, 'cnp' | 'cui' | 'phone' | 'email' | 'address'>>;
  /** Other than the known ones: kept beside them, never in their place. */
  readonly others: readonly { kind: ContactKind; value: string }[];
};

/** What the party lacks and the sender wrote, and the contacts that are new beside known ones; undefined when there is none. */
export function toCompletion(party: Match, actor: EventActor, sender: ValidSender): Completion | undefined {
  const missing = {
    ...(party.cnp_hash === null && sender.cnp !== undefined && { cnp: sender.cnp }),
    ...(party.cui === null && sender.cui !== undefined && { cui: sender.cui }),
    ...(party.phone === null && sender.phone !== undefined && { phone: sender.phone }),
    ...(party.email === null && sender.email !== undefined && { email: sender.email }),
    ...(party.address === null && sender.address !== undefined && { address: sender.address }),
  };
  const others = newContacts(party, sender);
  if (Object.keys(missing).length === 0 && others.length === 0) return undefined;
  return { partyId: party.id, actor, missing, others };
}

function newContacts(party: Match, sender: ValidSender): Completion['others'] {
  return contactKinds.flatMap((kind) => {
    const [known, value] = [party[kind], sender[kind]];
    const isNew = value !== undefined && known !== null && known !== value;
    return isNew && !party.kept_contacts.includes(value) ? [{ kind, value }] : [];
  });
}

const contactKinds = ContactKind.options;

/**
 * Fills in what was not known, with an event for each party; what is known is never overwritten. False, and nothing
 * written, when a CNP or CUI was meanwhile given to another party.
 */
export async function completeParties(
  db: Db,
  keys: FieldKeys,
  given: { completions: readonly Completion[]; at: Date },
): Promise<boolean> {
  if (given.completions.length === 0) return true;
  // Always in the same order, so that two batches that complete the same parties never wait for each other.
  const ordered = given.completions.toSorted((one, other) => (one.partyId < other.partyId ? -1 : 1));
  try {
    await db.transaction().execute(async (tx) => {
      for (const completion of ordered) {
        if (Object.keys(completion.missing).length > 0) await completeParty(tx, keys, completion, given.at);
        for (const contact of completion.others) {
          const { partyId, actor } = completion;
          await keepContact(tx, actor, { partyId, ...contact, source: 'registration', at: given.at });
        }
      }
    });
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === uniqueViolation) return false;
    throw error;
  }
}

const uniqueViolation = '23505';

async function completeParty(tx: Tx, keys: FieldKeys, { partyId, actor, missing }: Completion, at: Date) {
  const { cnp_sealed, cnp_hash } = sealCnp(keys, partyId, missing.cnp);
  const { rows } = await sql`
    UPDATE parties
    SET cnp_sealed = CASE WHEN parties.cnp_hash IS NULL THEN given.cnp_sealed ELSE parties.cnp_sealed END,
      cnp_hash = coalesce(parties.cnp_hash, given.cnp_hash),
      cui = coalesce(parties.cui, given.cui),
      phone = coalesce(parties.phone, given.phone),
      email = coalesce(parties.email, given.email),
      address = coalesce(parties.address, given.address)
    FROM (SELECT ${cnp_sealed}::bytea AS cnp_sealed, ${cnp_hash}::bytea AS cnp_hash, ${missing.cui ?? null}::text AS cui,
      ${missing.phone ?? null}::text AS phone, ${missing.email ?? null}::text AS email,
      ${missing.address ?? null}::text AS address) AS given
    WHERE parties.id = ${partyId} AND (
      parties.cnp_hash IS NULL AND given.cnp_hash IS NOT NULL OR parties.cui IS NULL AND given.cui IS NOT NULL OR
      parties.phone IS NULL AND given.phone IS NOT NULL OR parties.email IS NULL AND given.email IS NOT NULL OR
      parties.address IS NULL AND given.address IS NOT NULL)
    RETURNING parties.id
  `.execute(tx);
  if (rows.length === 0) return;
  await recordEvent(tx, actor, {
    type: 'party.completed',
    at,
    subjectType: 'party',
    subjectId: partyId,
    data: { fields: Object.keys(missing).join(',') },
  });
}
