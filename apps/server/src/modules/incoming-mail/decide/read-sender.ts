import { parseEmail, type Sender } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { incomingMailText } from '../incoming-mail-text.ts';
import type { Intake } from './intake-store.ts';

type Known = { kind: Sender['kind']; name: string };

/** Who sent a message, as it would be registered: whom we know by the exact address, else the name that they give. */
export async function readSender(
  db: Db,
  message: Pick<Intake, 'partyId' | 'fromName' | 'fromAddress'>,
): Promise<Sender> {
  const { partyId, fromName, fromAddress } = message;
  const email = fromAddress === null ? undefined : parseEmail(fromAddress);
  const known = partyId === null ? undefined : await findKnown(db, partyId);
  if (known !== undefined && partyId !== null) return { ...known, partyId, email };
  const name = fromName?.trim() || fromAddress || incomingMailText('unknown-sender');
  return { kind: 'natural', name: name.slice(0, 300), email };
}

async function findKnown(db: Db, id: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    SELECT parties.kind, parties.name FROM parties WHERE parties.id = ${id} AND parties.sealed_register_id IS NULL
  `.execute(db);
  return rows[0];
}
