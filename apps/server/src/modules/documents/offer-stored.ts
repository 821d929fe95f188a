import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { toDocumentName } from './document-name.ts';

/** Bytes that are kept already, to be registered by an account; the same `id` again is the same offer. */
export type StoredOffer = { readonly id: string; readonly name: string; readonly sha256: string };

const offeredForMs = 24 * 60 * 60 * 1000;

/**
 * Offers bytes that lie in the store to an account as its uploads, in this order; somebody else holds them, and has asked
 * whether the account may have them. Offered again, one that waits waits longer.
 */
export async function offerStored(
  tx: Tx,
  { accountId, at }: { accountId: string; at: Date },
  offers: readonly StoredOffer[],
): Promise<string[]> {
  const rows = offers.map((offer) => ({ ...offer, name: toDocumentName(offer.name) }));
  await sql`
    INSERT INTO uploads (id, account_id, name, sha256, created_at, expires_at)
    SELECT offer.id, ${accountId}, offer.name, offer.sha256, ${at}, ${new Date(at.getTime() + offeredForMs)}
    FROM json_to_recordset(${JSON.stringify(rows)}) AS offer(id uuid, name text, sha256 text)
    ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at
      WHERE uploads.used_at IS NULL AND uploads.account_id = excluded.account_id
  `.execute(tx);
  return rows.map(({ id }) => id);
}
